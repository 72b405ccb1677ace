/** What every scenario reads from the environment; docs/load-tools/README.md lists it. The plans read USERS and READS too. */
class Settings {
  static final long MOST = 999_999_999
  static final Map<String, Integer> SECONDS = [s: 1, m: 60, h: 3_600]

  static String text(String name, String fallback = '') {
    (System.getenv(name) ?: '').trim() ?: fallback
  }

  /** @throws CannotBegin with what is allowed */
  static long number(String name, long fallback, long least = 1, long most = MOST) {
    def value = text(name, "$fallback")
    if (value ==~ /\d{1,9}/ && value.toLong() in least..most) return value.toLong()
    throw new CannotBegin("$name is \"$value\", allowed: a whole number from $least to $most")
  }

  /** In seconds. @throws CannotBegin with what is allowed */
  static long duration() {
    def value = text('DURATION', '10s')
    def match = value =~ /^([1-9]\d{0,6})([smh]?)$/
    if (!match) throw new CannotBegin("DURATION is \"$value\", allowed: 10, 10s, 5m or 1h")
    match[0][1].toLong() * SECONDS.getOrDefault(match[0][2], 1)
  }

  /** @throws CannotBegin with what is allowed */
  static String webAddress(String name, String fallback) {
    def value = text(name, fallback)
    if (value ==~ '^https?://[^/\\s]+(/\\S*)?$') return value.replaceAll('/$', '')
    throw new CannotBegin("$name is \"$value\", allowed: an address such as http://localhost:8001")
  }

  static String url(String service, String path, int port) {
    def gateway = text('GATEWAY_URL') ? webAddress('GATEWAY_URL', '') : ''
    webAddress("${service}_URL", gateway ? "$gateway/api/$path" : "http://localhost:$port")
  }

  final String userUrl = url('USER', 'users', 8001)
  final String restaurantUrl = url('RESTAURANT', 'restaurants', 8002)
  final String orderUrl = url('ORDER', 'orders', 8003)
  final String chaosKey = text('CHAOS_KEY')
  final int users = number('USERS', 10)
  final long durationSeconds = duration()
  final long menuId = number('MENU_ID', 1)
  final long p95Ms = number('P95_MS', 5_000)
  final long settleSeconds = number('SETTLE', 60)
}
