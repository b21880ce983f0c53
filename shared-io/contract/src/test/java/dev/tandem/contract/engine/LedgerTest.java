package dev.tandem.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
  private static Ledger sheet(Object... entries) {
    Ledger sheet = new Ledger();
    for (int i = 0; i < entries.length; i += 2) {
      sheet.add((Measure) entries[i], (Integer) entries[i + 1]);
    }
    return sheet;
  }

  @Test
  void sheetsAreAddedUp() {
    Ledger all = sheet(Measure.TASKS, 2);
    all.add(sheet(Measure.TASKS, 3, Measure.GROUPS, 4));
    assertThat(all.get(Measure.TASKS)).isEqualTo(5);
    assertThat(all.toMap()).containsEntry(Measure.GROUPS, 4L).containsEntry(Measure.UNITS, 0L);
    assertThat(all.toMap().keySet()).containsExactly(Measure.values());
  }

  @Test
  void countsGoBeyondInts() {
    Ledger all = halves(Integer.MAX_VALUE);
    all.add(halves(Integer.MAX_VALUE));
    assertThat(all.get(Measure.FETCHED_RECORDS)).isEqualTo(4_294_967_294L);
    assertThat(all.toMap()).containsEntry(Measure.FETCHED_RECORDS, 4_294_967_294L);
    assertThat(all.check()).isEmpty();
    all.add(Measure.FETCHED_RECORDS, 1);
    assertThat(all.check()).singleElement().asString().contains("4294967295", "4294967294");
  }

  private static Ledger halves(int records) {
    return sheet(
        Measure.MAP_OUTPUT_RECORDS,
        records,
        Measure.SHUFFLE_RECORDS,
        records,
        Measure.FETCHED_RECORDS,
        records);
  }

  @Test
  void emptyBooksBalance() {
    assertThat(new Ledger().check()).isEmpty();
  }

  @Test
  void whatIsCombinedAwayIsNotShuffled() {
    assertThat(
            sheet(
                    Measure.MAP_OUTPUT_RECORDS,
                    100,
                    Measure.COMBINE_INPUT_RECORDS,
                    130,
                    Measure.COMBINE_OUTPUT_RECORDS,
                    40,
                    Measure.SHUFFLE_RECORDS,
                    10,
                    Measure.FETCHED_RECORDS,
                    10)
                .check())
        .isEmpty();
  }

  @Test
  void aLostRecordIsAViolation() {
    assertThat(
            sheet(
                    Measure.MAP_OUTPUT_RECORDS,
                    100,
                    Measure.SHUFFLE_RECORDS,
                    99,
                    Measure.FETCHED_RECORDS,
                    99)
                .check())
        .singleElement()
        .asString()
        .contains("99", "100");
  }

  @Test
  void aRecordThatIsFetchedTwiceIsAViolation() {
    assertThat(
            sheet(
                    Measure.MAP_OUTPUT_RECORDS,
                    100,
                    Measure.SHUFFLE_RECORDS,
                    100,
                    Measure.FETCHED_RECORDS,
                    101)
                .check())
        .singleElement()
        .asString()
        .contains("101", "100");
  }

  @Test
  void whatTasksThatRanAgainExplainIsNoViolationAndAllElseIs() {
    Ledger books =
        sheet(
            Measure.MAP_OUTPUT_RECORDS,
            100,
            Measure.SHUFFLE_RECORDS,
            100,
            Measure.FETCHED_RECORDS,
            103,
            Measure.RECOMPUTED_TASKS,
            1);
    assertThat(books.check(-2, 3)).isEmpty();
    assertThat(books.check()).as("nobody knows what they have published").isEmpty();
    assertThat(books.check(0, 0)).singleElement().asString().contains("103", "100");
    assertThat(books.check(-5, 2))
        .containsExactly(
            "fetched records are 103, but 100 were published, and tasks that ran again explain a"
                + " difference from -5 to 2 only");
    assertThat(books.check(4, 5)).hasSize(1);
  }

  @Test
  void measuresHaveNamesForTablesAndForJson() {
    assertThat(Measure.SHUFFLE_HEAP_BYTES.key()).isEqualTo("shuffleHeapBytes");
    assertThat(Measure.TASKS.key()).isEqualTo("tasks");
    assertThat(Measure.INPUT_BYTES.unit()).isEqualTo(Measure.Unit.BYTES);
    for (Measure measure : Measure.values()) {
      assertThat(measure.label()).isNotBlank();
      assertThat(measure.unit() == Measure.Unit.BYTES).isEqualTo(measure.key().endsWith("Bytes"));
    }
  }
}
