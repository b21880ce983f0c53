package dev.tandem.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.FunctionFailed;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.InputException;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  static Stream<Arguments> failures() {
    IOException full =
        new IOException(
            "No space left on device while writing x, 7 bytes free", new IOException("No space"));
    RuntimeException root = new IllegalArgumentException("root");
    return Stream.of(
        Arguments.of(
            new RuntimeException("outer", new RuntimeException("middle", root)),
            "RuntimeException: outer, caused by IllegalArgumentException: root"),
        Arguments.of(new RuntimeException("outer: root", root), "RuntimeException: outer: root"),
        Arguments.of(new RuntimeException("root", root), "IllegalArgumentException: root"),
        Arguments.of(
            new StepFailure(
                "parse",
                "x",
                new IllegalStateException("row 7 is bad", new RuntimeException(root))),
            "step 'parse': IllegalStateException: row 7 is bad, caused by IllegalArgumentException: root"),
        Arguments.of(
            new StepFailure(
                "parse",
                "x",
                new FunctionFailed(new Exception("row 7", new NullPointerException()))),
            "step 'parse': Exception: row 7, caused by NullPointerException"),
        Arguments.of(new StepFailure("map", "returned null", null), "step 'map': returned null"),
        Arguments.of(
            new StepFailure("map", "x", root), "step 'map': IllegalArgumentException: root"),
        Arguments.of(
            new StepFailure("map", "x", new RuntimeException(root)),
            "step 'map': IllegalArgumentException: root"),
        Arguments.of(
            new StorageFailure(full), "No space left on device while writing x, 7 bytes free"),
        Arguments.of(
            new UncheckedIOException(full),
            "No space left on device while writing x, 7 bytes free"),
        Arguments.of(
            new StorageFailure(new InputException("f, line 3: bad; mend it")),
            "f, line 3: bad; mend it"),
        Arguments.of(
            new CorruptDataException("f, byte 3: bad", new EOFException()), "f, byte 3: bad"),
        Arguments.of(new NoSuchFileException("a/b"), "there is no file a/b"),
        Arguments.of(new AccessDeniedException("a/b"), "no permission for a/b"),
        Arguments.of(new EOFException("cut"), "EOFException: cut"),
        Arguments.of(new NullPointerException(), "NullPointerException"),
        Arguments.of(
            new Error("a\n\tb\u2028c") {
              private static final long serialVersionUID = 1L;
            },
            "dev.tandem.cluster.FailuresTest$1: a  b c"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatTheFunctionThrewAndItsRootCauseAreSaidInOneLine(Throwable thrown, String line) {
    assertThat(Failures.describe(thrown)).isEqualTo(line);
  }
}
