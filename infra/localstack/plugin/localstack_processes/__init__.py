"""LocalStack 4.14 without Docker and Java: Lambda environments as child processes, DynamoDB by a static binary."""
