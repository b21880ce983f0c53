package dev.tandem.rdd.api;

/**
 * Where the user's program has called the engine.
 *
 * @param verb the method that was called
 * @param file where; empty if the class does not say
 * @param line in the file
 */
record CallSite(String verb, String file, int line) {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** The call that is under way on this thread: the first one from outside of this module. */
  static CallSite here() {
    String[] verb = {"here"};
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> isOutside(frame, verb))
                .findFirst()
                .map(
                    frame ->
                        new CallSite(
                            verb[0],
                            frame.getFileName() == null ? "" : frame.getFileName(),
                            frame.getLineNumber()))
                .orElse(new CallSite(verb[0], "", 0)));
  }

  private static boolean isOutside(StackWalker.StackFrame frame, String[] verb) {
    boolean outside =
        frame.getDeclaringClass().getProtectionDomain() != RddContext.class.getProtectionDomain();
    if (!outside && !frame.getMethodName().startsWith("lambda$")) {
      verb[0] = frame.getMethodName();
    }
    return outside;
  }

  /** {@code map at WordCount.java:12}. */
  String shortForm() {
    return verb + " at " + (file.isEmpty() ? "<unknown>" : file + ":" + line);
  }
}
