"""Reports to LocalStack which CloudFormation types it supports: those with a provider installed.

LocalStack would ask its vendor's web service, and refuse every type without an answer. Deciding by what is installed
keeps the useful half: a type without a provider fails the deployment.
"""

from localstack.utils.catalog.catalog import CatalogPlugin
from localstack.utils.catalog.common import (
    CloudFormationResourcesSupportAtRuntime,
    CloudFormationResourcesSupportInLatest,
)


class OfflineCatalog(CatalogPlugin):
    # LocalStack loads this name first; its second choice needs the network.
    name = "aws-catalog-remote-state-with-license"

    def get_aws_service_status(self, service_name, operation_name=None):
        return None

    def get_cloudformation_resource_status(self, resource_name, service_name, is_pro_resource=False):
        # Custom::* has no provider here, so constructs that are built on it are refused too
        if resource_name in self._get_cfn_resources_available_at_runtime():
            return CloudFormationResourcesSupportAtRuntime.AVAILABLE
        return CloudFormationResourcesSupportInLatest.NOT_SUPPORTED
