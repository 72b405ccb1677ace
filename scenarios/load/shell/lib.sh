# What the six scripts share. They source it. For bash 3.2 and later, with curl and awk.
LC_ALL=C
LIB="$(dirname "${BASH_SOURCE[0]}")/lib"
. "$LIB/settings.sh"
. "$LIB/load.sh"
. "$LIB/calls.sh"
. "$LIB/checks.sh"
. "$LIB/users-and-stock.sh"
. "$LIB/accounts.sh"
