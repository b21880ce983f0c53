package dev.tandem.harness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * How this module writes JSON: one object a line between processes, indented for people, nothing
 * for what does not exist.
 */
final class Json {
  static final ObjectMapper MAPPER = builder().build();
  static final ObjectMapper PRETTY = builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  private static JsonMapper.Builder builder() {
    JsonInclude.Include existing = JsonInclude.Include.NON_NULL;
    return JsonMapper.builder()
        .disable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // what is derived is written too
        .defaultPropertyInclusion(JsonInclude.Value.construct(existing, existing));
  }
}
