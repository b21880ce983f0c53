package dev.tandem.datasets.generate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Visits of web pages, the uservisits table of Pavlo et al., "A comparison of approaches to
 * large-scale data analysis", SIGMOD 2009, as RFC 4180 rows without a header: {@code
 * sourceIP,destURL,visitDate,adRevenue,userAgent,countryCode,languageCode,searchWord,duration}.
 *
 * <p>Pages and visitors follow a Zipf-like law. User agents and one search in eight hold commas and
 * quotes, and are quoted. The revenue has two to four decimals. Page i has the URL of row i of
 * {@link Rankings}. With a size in bytes the last number is filled up with leading zeros.
 */
public final class Visits implements Generator {
  private static final double PAGE_EXPONENT = 0.9;
  private static final double VISITOR_EXPONENT = 0.7;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    long pages = params.integer("pages", 1, 1_000_000_000_000L);
    long visitors = params.integer("visitors", 1, 1_000_000_000_000L);
    return new Source(pages, visitors, SplitMix64.stream(seed, 6));
  }

  private static final class Source implements RecordSource {
    private static final String[] AGENTS = {
      "Mozilla/5.0 (X11; Linux x86_64)",
      "Lynx/2.8",
      "\"Mozilla/5.0 (Macintosh, 14.1)\"",
      "\"Kestrel/3.1 (\"\"night build\"\", arm64)\"",
      "Wget/1.21",
      "\"Opera/9.80 (Windows NT 6.1, U)\"",
      "CrawlBot/0.9 (+http://bot.example)",
      "\"Say \"\"hello\"\" Browser/1.0\""
    };
    private static final String[] COUNTRIES = {
      "USA", "DEU", "FRA", "BRA", "IND", "CHN", "JPN", "GBR", "ITA", "ESP", "MEX", "TUR", "KOR",
      "NLD", "POL", "SWE", "EGY", "ZAF", "ARG", "AUS", "CAN", "CHE", "NGA", "VNM"
    };
    private static final String[] LANGUAGES = {
      "en-US", "de-DE", "fr-FR", "pt-BR", "hi-IN", "zh-CN", "ja-JP", "en-GB", "it-IT", "es-ES",
      "es-MX", "tr-TR", "ko-KR", "nl-NL", "pl-PL", "sv-SE", "ar-EG", "en-ZA", "es-AR", "en-AU",
      "fr-CA", "de-CH", "en-NG", "vi-VN"
    };
    private static final int DAYS = 3653;
    private static final int MAX_DURATION = 600;

    private final Pages pages = new Pages();
    private final PowerLaw pageRanks;
    private final PowerLaw visitorRanks;
    private final AliasTable countryRanks = AliasTable.zipf(COUNTRIES.length, 0.8);
    private final AliasTable wordRanks = AliasTable.zipf(pages.words().size(), 1);
    private final byte[][] agents = encoded(AGENTS);
    private final byte[][] countries = encoded(COUNTRIES);
    private final byte[][] languages = encoded(LANGUAGES);
    private final byte[][] days = new byte[DAYS][];
    private final SplitMix64 random;

    Source(long pageCount, long visitorCount, SplitMix64 random) {
      this.pageRanks = new PowerLaw(pageCount, PAGE_EXPONENT);
      this.visitorRanks = new PowerLaw(visitorCount, VISITOR_EXPONENT);
      this.random = random;
      LocalDate first = LocalDate.of(2000, 1, 1);
      for (int i = 0; i < DAYS; i++) {
        days[i] = first.plusDays(i).toString().getBytes(StandardCharsets.US_ASCII);
      }
    }

    private static byte[][] encoded(String[] texts) {
      byte[][] all = new byte[texts.length][];
      for (int i = 0; i < texts.length; i++) {
        all[i] = texts[i].getBytes(StandardCharsets.US_ASCII);
      }
      return all;
    }

    @Override
    public void next(ByteLine line) {
      appendAddress(line);
      line.append(',');
      pages.appendUrl(pageRanks.draw(random.nextDouble()), line);
      line.append(',');
      line.append(days[random.nextInt(DAYS)]);
      line.append(',');
      appendRevenue(line);
      line.append(',');
      line.append(agents[random.nextInt(agents.length)]);
      line.append(',');
      int country = countryRanks.draw(random.nextLong());
      line.append(countries[country]);
      line.append(',');
      line.append(languages[country]);
      line.append(',');
      appendSearch(line);
      line.append(',');
      line.appendLong(1 + random.nextInt(MAX_DURATION));
      line.append('\n');
    }

    private void appendAddress(ByteLine line) {
      long bits = SplitMix64.mix(visitorRanks.draw(random.nextDouble()) + 1);
      line.appendLong(1 + (bits >>> 40) % 223);
      for (int shift = 16; shift >= 0; shift -= 8) {
        line.append('.');
        line.appendLong(bits >>> shift & 0xFF);
      }
    }

    private void appendRevenue(ByteLine line) {
      int decimals = 2 + random.nextInt(3);
      int bound = decimals == 2 ? 100_000 : decimals == 3 ? 1_000_000 : 10_000_000;
      line.appendFixed(random.nextInt(bound), decimals);
    }

    private void appendSearch(ByteLine line) {
      boolean quoted = random.nextInt(8) == 0;
      if (!quoted) {
        pages.words().append(wordRanks.draw(random.nextLong()), line);
        return;
      }
      line.append('"');
      pages.words().append(wordRanks.draw(random.nextLong()), line);
      line.append(',');
      line.append(' ');
      pages.words().append(wordRanks.draw(random.nextLong()), line);
      line.append('"');
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      Rows.requireRow("visits", last, overflow, missing);
      Rows.padLastInteger(last, missing);
    }
  }
}
