package dev.tandem.agreement.fidelity;

/**
 * Something that an observer can check on a real system and on the embedded engine beside it.
 *
 * @param id unique; S for Spark, H for Hadoop, with the pair's letter where both have it
 * @param says what is to be seen, in general
 * @param pair which systems are looked at
 * @param embedded what is to be seen of the embedded engine; null if nothing can be
 * @param real what is to be seen of the real system; null if nothing can be
 * @param outcome how the two compare
 * @param note the cause of a difference, or why there is nothing to see; else empty
 * @param embeddedLook looks at the embedded engine
 * @param realLook looks at the real system
 */
record Fact(
    String id,
    String says,
    Pair pair,
    String embedded,
    String real,
    Outcome outcome,
    String note,
    Look embeddedLook,
    Look realLook) {

  /** Which systems stand side by side. */
  enum Pair {
    /** The embedded RDD engine, and Spark through its adapter: the same job. */
    STAGES("rdd", "spark"),
    /** The embedded RDD engine, and a program for Spark's own interface that does the same. */
    STAGES_NATIVE("rdd", "a Spark program"),
    /** A program of the embedded RDD engine's own interface, and the same one of Spark's. */
    PROGRAMS("an Rdd program", "a Spark program"),
    /** The embedded MapReduce engine, and Hadoop through its adapter: the same job. */
    ROUNDS("mapreduce", "hadoop"),
    /** The embedded MapReduce engine, and Hadoop's own classes on the same data. */
    ROUNDS_NATIVE("mapreduce", "Hadoop's classes");

    private final String embedded;
    private final String real;

    Pair(String embedded, String real) {
      this.embedded = embedded;
      this.real = real;
    }

    String embedded() {
      return embedded;
    }

    String real() {
      return real;
    }

    boolean isSpark() {
      return this == STAGES || this == STAGES_NATIVE || this == PROGRAMS;
    }
  }

  /** How an embedded engine and a real system compare. */
  enum Outcome {
    /** The same is seen of both. */
    EQUAL,
    /** Something else is seen; the cause is known. */
    DIFFERENT,
    /** It cannot be seen of both. */
    NOT_OBSERVABLE
  }

  /** Looks at a system. */
  @FunctionalInterface
  interface Look {
    /** What is seen, in a short text. */
    String at(Subject subject) throws Exception;
  }

  /** The same job on both systems, of which the same is seen. */
  static Fact equal(String id, Pair pair, String says, String seen, Look look) {
    return equal(id, pair, says, seen, look, look);
  }

  /** Of both systems the same is seen, each asked in its own words. */
  static Fact equal(
      String id, Pair pair, String says, String seen, Look embeddedLook, Look realLook) {
    return new Fact(id, says, pair, seen, seen, Outcome.EQUAL, "", embeddedLook, realLook);
  }

  /** A fact of which there is nothing to see here. */
  static Fact hidden(String id, Pair pair, String says, String why) {
    return new Fact(id, says, pair, null, null, Outcome.NOT_OBSERVABLE, why, null, null);
  }

  @Override
  public String toString() {
    return id + ": " + says;
  }
}
