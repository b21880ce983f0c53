package dev.tandem.contract.io;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Finds out whether a record kept the {@code equals} that the compiler generates. Reflection does
 * not tell, the class file does: the generated method is {@code aload_0, aload_1, invokedynamic,
 * ireturn} (Java Virtual Machine Specification, chapters 4 and 6), which no other method with this
 * signature compiles to. In doubt the answer is no, which costs speed and not correctness.
 */
final class RecordEquality {
  private static final ClassValue<Boolean> ANSWERS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return examine(type);
        }
      };

  private static final int CODE_LENGTH = 7;

  private final DataInputStream in;
  private String[] names;

  private RecordEquality(DataInputStream in) {
    this.in = in;
  }

  /** Whether {@code record.equals} compares component by component. */
  static boolean isGenerated(Class<?> record) {
    return ANSWERS.get(record);
  }

  private static boolean examine(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream stream = type.getResourceAsStream(file)) {
      return stream != null && new RecordEquality(new DataInputStream(stream)).examine();
    } catch (IOException e) {
      return false; // unreadable: in doubt
    }
  }

  private boolean examine() throws IOException {
    in.skipNBytes(8);
    readNames();
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
      in.skipNBytes(6);
      skipAttributes();
    }
    for (int methods = in.readUnsignedShort(); methods > 0; methods--) {
      in.skipNBytes(2);
      String name = names[in.readUnsignedShort()];
      String signature = names[in.readUnsignedShort()];
      if ("equals".equals(name) && "(Ljava/lang/Object;)Z".equals(signature)) {
        return isGeneratedCode();
      }
      skipAttributes();
    }
    return false;
  }

  /** Reads the constant pool and keeps its strings. */
  private void readNames() throws IOException {
    names = new String[in.readUnsignedShort()];
    for (int i = 1; i < names.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> names[i] = in.readUTF();
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        default -> throw new IOException("constant pool tag " + tag);
      }
    }
  }

  private void skipAttributes() throws IOException {
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      in.skipNBytes(2);
      in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
    }
  }

  private boolean isGeneratedCode() throws IOException {
    for (int n = in.readUnsignedShort(); n > 0; n--) {
      String attribute = names[in.readUnsignedShort()];
      long length = Integer.toUnsignedLong(in.readInt());
      if ("Code".equals(attribute)) {
        in.skipNBytes(4);
        int codeLength = in.readInt();
        byte[] code = in.readNBytes(Math.min(codeLength, 2 * CODE_LENGTH));
        return codeLength == 8
            && code[0] == 0x2A
            && code[1] == 0x2B
            && code[2] == (byte) 0xBA
            && code[7] == (byte) 0xAC;
      }
      in.skipNBytes(length);
    }
    return false;
  }
}
