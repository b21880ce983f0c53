package dev.tandem.jobs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Text as no generator makes it: all line ends, all kinds of letters, broken bytes, marks. */
final class RandomText {
  private static final String[] PIECES = {
    "a",
    "b",
    "The",
    "the",
    "x1",
    "\u00E9",
    "\u00C9t\u00E9",
    "\uD835\uDCB3",
    "\u0130",
    "\u03A3",
    "'",
    "\"",
    "\\",
    "|",
    ",",
    "\\N",
    "\uFEFF",
    "\u00A0",
    "\u2003",
    "\uD83D\uDE00",
    "0",
    "-",
    "\u000B",
    "\f",
    "\t",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\u0085",
    "\u2028",
    "\0"
  };

  private RandomText() {}

  /** As many pieces of text; sometimes a byte that is no UTF-8 is among them. */
  static byte[] bytes(long seed, int pieces) {
    Random random = new Random(seed);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < pieces; i++) {
      if (random.nextInt(50) == 0) {
        text.write(0x80 + random.nextInt(128));
      }
      text.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
    }
    return text.toByteArray();
  }
}
