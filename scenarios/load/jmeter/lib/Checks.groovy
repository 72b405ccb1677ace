import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.LongAdder

/** Checks, counted by name over all threads, and the times of the answers. */
class Checks {
  /** In UTF-8, whatever the language of the shell is. These files are ASCII, as Java reads them in the character set of that. */
  private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true, 'UTF-8')
  private static final String HELD = '\u2713'
  private static final String BROKEN = '\u2717'

  /** In the order in which they first came. */
  private final Set<String> names = Collections.synchronizedSet(new LinkedHashSet<String>())
  private final Map<String, LongAdder> all = new ConcurrentHashMap<>()
  private final Map<String, LongAdder> passed = new ConcurrentHashMap<>()
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>()
  private final Map<Long, LongAdder> times = new ConcurrentHashMap<>()

  boolean check(String name, boolean passes) {
    names.add(name)
    all.computeIfAbsent(name) { new LongAdder() }.increment()
    passed.computeIfAbsent(name) { new LongAdder() }.add(passes ? 1 : 0)
    passes
  }

  /** Counts what is no check. */
  void count(String name) {
    counts.computeIfAbsent(name) { new LongAdder() }.increment()
  }

  long counted(String name) {
    counts[name]?.sum() ?: 0
  }

  void time(long ms) {
    times.computeIfAbsent(ms) { new LongAdder() }.increment()
  }

  /** Milliseconds within which this share of the answers came. */
  long within(double share) {
    def answers = times.values().sum { it.sum() } ?: 0
    long seen = 0
    times.keySet().sort().find { (seen += times[it].sum()) >= share * answers } ?: 0
  }

  /** Prints every check, and returns whether all hold. */
  boolean report() {
    def failed = names.findAll { passed[it].sum() != all[it].sum() }
    names.each { OUT.println "${it in failed ? BROKEN : HELD} $it: ${passed[it].sum()} of ${all[it].sum()}" }
    OUT.println failed ? 'FAIL' : 'PASS'
    failed.empty
  }
}
