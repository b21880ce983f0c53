package @package@;

import dev.tandem.testkit.JobTester;
import org.junit.jupiter.api.Test;

/** Runs the job on both engines and on the strict reference engine. */
class @type@Test {
  @Test
  void countsWords() {
    JobTester.of(new @type@()).input("a bee, a cat", "A BEE").expect("a\t3", "bee\t2", "cat\t1");
  }

  @Test
  void leavesOutShortWords() {
    JobTester.of(new @type@()).param("length", 2).input("a bee, a cat").expect("bee\t1", "cat\t1");
  }

  @Test
  void givesNothingForNothing() {
    JobTester.of(new @type@()).input().expect();
  }
}
