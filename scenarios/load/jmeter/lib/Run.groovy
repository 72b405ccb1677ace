import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import org.apache.jmeter.JMeter
import org.apache.jmeter.assertions.AssertionResult
import org.apache.jmeter.samplers.SampleResult

/** One run of a scenario: users, stock and fault before the load, checks meanwhile, the accounts and the verdict after it. */
class Run {
  static final long PLENTY = 100_000
  static final String PASSWORD = 'correct horse'
  static final List<String> NEVER_SOLD = ['pending', 'failed', 'cancelled']
  static final int OFF_ATTEMPTS = 20
  static final int FAILED = 1
  static final int CANNOT_BEGIN = 2

  final Settings settings = new Settings()
  final Api api = new Api(settings)
  final Checks checks = new Checks()
  final List<Map> accounts = []
  private final AtomicInteger taken = new AtomicInteger()
  private final AtomicLong loadStart = new AtomicLong()
  private long stockBefore
  long stockLeft
  List<Map> orders = []
  private Map fault

  /** Signs up the users, sets the stock and turns the fault on: its address, and what is sent to turn it `on` and `off`. */
  void begin(Map options = [:]) {
    def name = "jmeter-${UUID.randomUUID()}"
    settings.users.times { accounts << newAccount("$name-$it") }
    stockBefore = setStock(options.stock ?: PLENTY)
    if (options.fault) turnOn(options.fault)
  }

  /** The account of a thread. */
  Map nextAccount() {
    accounts[taken.getAndIncrement() % accounts.size()]
  }

  /** Whether DURATION has passed since the first call, which begins the load. */
  boolean isOver() {
    loadStart.compareAndSet(0, System.nanoTime())
    System.nanoTime() - loadStart.get() > settings.durationSeconds * 1_000_000_000
  }

  // --- during the load

  Object bodyOf(SampleResult sample) {
    Api.bodyOf(sample.responseDataAsString)
  }

  /** hit, miss or bypass. */
  String originOf(SampleResult sample) {
    def match = sample.responseHeaders =~ /(?im)^x-cache: *(\w+)/
    match ? match[0][1] : null
  }

  /** Whether an answer is right is for the checks to say, so a refusal can be a success. */
  void check(SampleResult sample, AssertionResult assertion, Map<String, Boolean> results) {
    results.each { name, passes -> checks.check(name, passes) }
    def failed = results.findAll { !it.value }.keySet()
    sample.successful = failed.empty
    assertion.failure = !failed.empty
    assertion.failureMessage = failed.join(', ')
  }

  boolean isConfirmed(SampleResult sample) {
    sample.responseCode == '201' && bodyOf(sample).status == 'confirmed'
  }

  // --- after the load

  /** Waits for the call that turned it on. Tries again where another call changes switches at the same moment, which answers 503. */
  synchronized void turnOff() {
    if (!fault) return
    def isOff = (1..OFF_ATTEMPTS).any { attempt ->
      if (attempt > 1) sleep(500)
      api.setSwitch(fault.url, fault.off).status == 200
    }
    fault = null
    checks.check('the fault is switched off', isOff)
  }

  /** Waits until no order is pending and the stock agrees, for SETTLE seconds at most. */
  void settle() {
    def deadline = System.nanoTime() + settings.settleSeconds * 1_000_000_000
    while (true) {
      orders = accounts.collectMany { ordersOf(it.token) }
      stockLeft = readStock()
      def pending = orders.count { it.status == 'pending' }
      def sold = orders.findAll { !(it.status in NEVER_SOLD) }.collectMany { it.items }.sum(0) { it.quantity }
      def agrees = stockBefore - stockLeft == sold
      if ((pending == 0 && agrees) || System.nanoTime() > deadline) {
        println "stock $stockBefore -> $stockLeft; $sold portions in ${orders.size()} orders are sold; $pending orders are pending"
        checks.check('no order is left pending', pending == 0)
        checks.check('stock sold is the portions of confirmed orders', agrees)
        checks.check('stock is never negative', stockLeft >= 0)
        checks.check('at least one order was confirmed', sold > 0)
        return
      }
      sleep(1_000)
    }
  }

  /** Prints the checks. JMeter itself ends with 0 whatever came out, so the end of the process is given the exit code. */
  void verdict(long limitMs = settings.p95Ms) {
    def p95Ms = checks.within(0.95)
    checks.check("95 % of the answers took less than $limitMs ms", p95Ms < limitMs)
    if (!checks.report()) endWith(FAILED)
  }

  /** Ends the process with this exit code once JMeter has written its results. Not in the window. */
  static void endWith(int code) {
    if (JMeter.isNonGUI()) Runtime.runtime.addShutdownHook(new Thread({ Runtime.runtime.halt(code) }))
  }

  private Map newAccount(Object username) {
    def signedUp = expect(201, api.signUp("$username", PASSWORD), 'POST /signup')
    def loggedIn = expect(200, api.logIn("$username", PASSWORD), 'POST /login')
    [id: signedUp.body.id, username: "$username".toString(), token: loggedIn.body.access_token]
  }

  private synchronized void turnOn(Map on) {
    fault = on
    // Ctrl-C ends JMeter without its tear-down.
    Runtime.runtime.addShutdownHook(new Thread({ turnOff() }))
    expect(200, api.setSwitch(on.url, on.on), "POST $on.url")
  }

  private List<Map> ordersOf(String token) {
    def found = []
    def cursor = null
    while (true) {
      def answer = api.listOrders(token, cursor)
      if (!checks.check('the orders of a user are listed', answer.status == 200)) return found
      found.addAll(answer.body.items)
      cursor = answer.body.next_cursor
      if (cursor == null) return found
    }
  }

  private long readStock() {
    expect(200, api.getMenu(), "GET /menus/$settings.menuId").body.inventory
  }

  /** Sets the stock where the caller may, and returns what there is. */
  private long setStock(long wanted) {
    def before = readStock()
    if (before == wanted) return before
    def answer = api.changeStock(wanted - before)
    if (answer.status in [401, 403]) {
      println "the stock of menu $settings.menuId stays at $before: changing it needs a service token here"
      return before
    }
    expect(200, answer, "PUT /inventory/$settings.menuId")
    readStock()
  }

  private static Map expect(int status, Map answer, Object what) {
    if (answer.status == status) return answer
    throw new CannotBegin("$what answered $answer.status $answer.text")
  }
}
