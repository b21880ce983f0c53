package dev.tandem.cli.fake;

/** The other one. */
public final class FakeB extends FakeEngine {
  /** For ServiceLoader. */
  public FakeB() {
    super("fake-b");
  }
}
