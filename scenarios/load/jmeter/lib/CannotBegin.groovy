/** Why a scenario cannot begin, in a sentence. */
class CannotBegin extends RuntimeException {
  CannotBegin(Object message) {
    super(message.toString(), null, false, false)
  }
}
