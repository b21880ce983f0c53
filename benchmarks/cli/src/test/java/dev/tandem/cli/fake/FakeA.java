package dev.tandem.cli.fake;

/** One of two. */
public final class FakeA extends FakeEngine {
  /** For ServiceLoader. */
  public FakeA() {
    super("fake-a");
  }
}
