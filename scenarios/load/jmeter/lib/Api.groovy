import groovy.json.JsonOutput
import groovy.json.JsonSlurper

/** The calls before and after the load. Those of the load are samplers in the plans. */
class Api {
  final Settings settings

  Api(Settings settings) {
    this.settings = settings
  }

  def signUp(String username, String password) {
    def account = [username: username, email: "${username}@example.com".toString(), password: password]
    call('POST', "$settings.userUrl/signup", account)
  }

  def logIn(String username, String password) {
    call('POST', "$settings.userUrl/login", [username: username, password: password])
  }

  def getMenu() {
    call('GET', "$settings.restaurantUrl/menus/$settings.menuId")
  }

  /** Takes stock, or gives it back where `difference` is positive. */
  def changeStock(long difference) {
    def url = "$settings.restaurantUrl/inventory/$settings.menuId${difference > 0 ? '/restore' : ''}"
    call('PUT', url, [quantity: difference.abs()])
  }

  def placeOrder(String token, long quantity) {
    def items = [[menu_id: settings.menuId, quantity: quantity]]
    call('POST', "$settings.orderUrl/orders", [items: items, address: '123-45 Gangnam-gu, Seoul', phone: '010-1234-5678'], bearer(token))
  }

  def getOrder(String token, long id) {
    call('GET', "$settings.orderUrl/orders/$id", null, bearer(token))
  }

  def listOrders(String token, cursor) {
    call('GET', "$settings.orderUrl/orders?limit=100${cursor == null ? '' : "&cursor=$cursor"}", null, bearer(token))
  }

  def setSwitch(String url, Map setting) {
    call('POST', url, setting, settings.chaosKey ? ['x-chaos-key': settings.chaosKey] : [:])
  }

  static Map bearer(String token) {
    [Authorization: "Bearer $token".toString()]
  }

  /** Returns status, text, body, headers and ms; status 0 where there is no answer. */
  private static Map call(String method, Object url, Object json = null, Map<String, String> headers = [:]) {
    def start = System.nanoTime()
    try {
      def connection = (HttpURLConnection) new URL(url.toString()).openConnection()
      connection.requestMethod = method
      headers.each { name, value -> connection.setRequestProperty(name, value) }
      if (json != null) {
        connection.setRequestProperty('Content-Type', 'application/json')
        connection.doOutput = true
        connection.outputStream.withCloseable { it.write(JsonOutput.toJson(json).getBytes('UTF-8')) }
      }
      def status = connection.responseCode
      def text = (status < 400 ? connection.inputStream : connection.errorStream)?.getText('UTF-8') ?: ''
      [status: status, text: text, body: bodyOf(text), origin: connection.getHeaderField('x-cache'), ms: msSince(start)]
    } catch (IOException error) {
      [status: 0, text: error.toString(), body: [:], origin: null, ms: msSince(start)]
    }
  }

  private static long msSince(long start) {
    (System.nanoTime() - start).intdiv(1_000_000)
  }

  /** Parses JSON; an empty map where there is none. */
  static Object bodyOf(String text) {
    try {
      new JsonSlurper().parseText(text) ?: [:]
    } catch (IllegalArgumentException | groovy.json.JsonException ignored) {
      [:]
    }
  }
}
