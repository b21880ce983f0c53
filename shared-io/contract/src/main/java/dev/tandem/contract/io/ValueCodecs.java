package dev.tandem.contract.io;

import dev.tandem.contract.flow.Unit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/** The codecs of the JDK's small value classes. */
final class ValueCodecs {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;

  private ValueCodecs() {}

  /** Two signed longs: the order of {@link UUID#compareTo}, oddity included. */
  enum Uuids implements ScalarCodec<UUID> {
    INSTANCE;

    @Override
    public void write(UUID value, Output out) {
      out.writeFixed64(value.getMostSignificantBits() ^ Long.MIN_VALUE);
      out.writeFixed64(value.getLeastSignificantBits() ^ Long.MIN_VALUE);
    }

    @Override
    public UUID read(Input in) {
      long high = in.readFixed64() ^ Long.MIN_VALUE;
      return new UUID(high, in.readFixed64() ^ Long.MIN_VALUE);
    }

    @Override
    public String describe() {
      return "UUID";
    }
  }

  enum Instants implements ScalarCodec<Instant> {
    INSTANCE;

    @Override
    public void write(Instant value, Output out) {
      out.writeVarLong(value.getEpochSecond());
      out.writeVarLong(value.getNano());
    }

    @Override
    public Instant read(Input in) {
      long second =
          PrimitiveCodecs.narrow(in, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
      return Instant.ofEpochSecond(second, PrimitiveCodecs.narrow(in, 0, NANOS_PER_SECOND - 1));
    }

    @Override
    public String describe() {
      return "Instant";
    }
  }

  enum Durations implements ScalarCodec<Duration> {
    INSTANCE;

    @Override
    public void write(Duration value, Output out) {
      out.writeVarLong(value.getSeconds());
      out.writeVarLong(value.getNano());
    }

    @Override
    public Duration read(Input in) {
      long second = in.readVarLong();
      return Duration.ofSeconds(second, PrimitiveCodecs.narrow(in, 0, NANOS_PER_SECOND - 1));
    }

    @Override
    public String describe() {
      return "Duration";
    }
  }

  enum LocalDates implements ScalarCodec<LocalDate> {
    INSTANCE;

    @Override
    public void write(LocalDate value, Output out) {
      out.writeVarLong(value.toEpochDay());
    }

    @Override
    public LocalDate read(Input in) {
      try {
        return LocalDate.ofEpochDay(in.readVarLong());
      } catch (DateTimeException e) {
        throw in.corrupt("no date: " + e.getMessage());
      }
    }

    @Override
    public String describe() {
      return "LocalDate";
    }
  }

  enum LocalTimes implements ScalarCodec<LocalTime> {
    INSTANCE;

    @Override
    public void write(LocalTime value, Output out) {
      out.writeVarLong(value.toNanoOfDay());
    }

    @Override
    public LocalTime read(Input in) {
      return LocalTime.ofNanoOfDay(PrimitiveCodecs.narrow(in, 0, NANOS_PER_DAY - 1));
    }

    @Override
    public String describe() {
      return "LocalTime";
    }
  }

  enum LocalDateTimes implements ScalarCodec<LocalDateTime> {
    INSTANCE;

    @Override
    public void write(LocalDateTime value, Output out) {
      LocalDates.INSTANCE.write(value.toLocalDate(), out);
      LocalTimes.INSTANCE.write(value.toLocalTime(), out);
    }

    @Override
    public LocalDateTime read(Input in) {
      LocalDate date = LocalDates.INSTANCE.read(in);
      return LocalDateTime.of(date, LocalTimes.INSTANCE.read(in));
    }

    @Override
    public String describe() {
      return "LocalDateTime";
    }
  }

  /** No bytes at all: there is nothing to tell apart. */
  enum Units implements ScalarCodec<Unit> {
    INSTANCE;

    @Override
    public void write(Unit value, Output out) {
      // the type says it all
    }

    @Override
    public Unit read(Input in) {
      return Unit.UNIT;
    }

    @Override
    public int hash(Unit value) {
      return value.name().hashCode();
    }

    @Override
    public String describe() {
      return "Unit";
    }
  }
}
