"""Writes a C program that calls each function of the header with one argument that is wrong."""

from . import header

#: Parameters that may be NULL.
OPTIONAL = {"options", "file_name", "user", "error", "reason"}
OPTIONAL_OF = {
    "chunk_upload_file_part_by_url": {"digest"}, "chunk_upload_file_part": {"digest"},
    "chunk_start_upload_file_part_by_url": {"digest"}, "chunk_start_upload_file_part": {"digest"},
    "chunk_options_set_header": {"value"}, "chunk_options_set_text": {"value"},
    "chunk_options_set_token_function": {"function"}, "chunk_options_set_event_function": {"function"},
    "chunk_options_set_interrupt_function": {"function"}, "chunk_operation_give_login": {"login"},
}
#: What is passed for a parameter that is not the one to be wrong.
GOOD = {
    "path": "path", "file_name": '"misuse.bin"', "parent_folder_id": '"0"', "folder_id": '"0"',
    "file_id": '"12"', "upload_session_id": '"ABC"', "url": '"http://127.0.0.1:1/api/2.0/x"',
    "digest": "NULL", "content_range": '"bytes 0-9/20000000"', "parts": '"[]"', "pointer": '"/id"',
    "name": '"description"', "value": '"text"', "access_token": '"token"', "reason": '"none"',
    "file_size": "20000000", "offset": "0", "limit": "10", "timeout_ms": "0", "session": "CHUNK_KEEP",
    "index": "0", "descriptor": "0", "size": "10", "bytes": '"0123456789"', "user": "NULL", "error": "&error",
    "event": "&out_event", "login": r'"{\"refresh_token\":\"a\"}"',
}
GOOD_OF = {
    ("chunk_options_set_integer", "name"): '"parallel"', ("chunk_options_set_integer", "value"): "4",
    ("chunk_create_file_upload_session_commit", "digest"): '"sha=WcxhSjlc5bMFG7eLUdZyDCgxjJY="',
    ("chunk_create_file_upload_session_commit_by_url", "digest"): '"sha=WcxhSjlc5bMFG7eLUdZyDCgxjJY="',
}
FUNCTIONS = {
    "chunk_read_function": "give_nothing", "chunk_token_function": "give_no_token",
    "chunk_event_function": "pass_over_event", "chunk_interrupt_function": "go_on",
    "chunk_load_login_function": "load_no_login", "chunk_save_login_function": "save_no_login",
}
OUT = {"int64_t *": "&out_integer", "double *": "&out_number", "int32_t *": "&out_flag"}
#: No handles: small numbers, addresses of other things, and numbers that no handle table is so large for.
POINTERS = ["(void *)1", "(void *)8", "(void *)-1", "(void *)0xdeadbeefcafe0000", "(void *)&error", "(void *)long_text",
            "(void *)(uintptr_t)0x00007f0000000010",
            "(void *)((uintptr_t)h->{type} ^ ((uintptr_t)1 << 62))"]
#: Not UTF-8: a stray byte, a character cut off, a long form of '/', a surrogate, above the last character.
BAD_TEXT = [r'"\xff\xfe"', r'"abc\xc3"', r'"\xc0\xaf"', r'"\xed\xa0\x80"', r'"\xf4\x90\x80\x80"']
ODD_TEXT = ['""', '"../.."', r'"a/b?c#d"', r'"line\r\nX-Header: y"', r'"\x01\x7f"', "long_text", '"%s%n%00"', '"[[[[{"',
            '"-1"', '"~2/~"', '"/"', '"//"', '"/0/-1/99999999999999999999"']
ODD_NUMBERS = ["-2", "0", "1", "INT64_MIN", "INT64_MAX"]
ODD_SIZES = ["0", "SIZE_MAX", "SIZE_MAX / 2", "(size_t)1 << 40"]
#: What a function without an error parameter returns for a handle that is none; otherwise NULL or 0.
FAILURES = {
    "chunk_operation_wait": "CHUNK_MISUSED", "chunk_operation_next_event": "CHUNK_MISUSED",
    "chunk_operation_descriptor": "-1", "chunk_error_retry_after_ms": "-1", "chunk_result_retry_after_ms": "-1",
    "chunk_result_count": "-1", "chunk_operation_is_over": "1",
}

#: These have a text for handles that are none, too, so that what went wrong can be shown in any case.
SPEAKING = {f"chunk_error_{what}" for what in ("message", "remedy", "description", "json")}


def handle_type(parameter):
    """The type of handle that a parameter takes, or None."""
    type = parameter.type.removeprefix("const ").removesuffix(" *")
    return type if type in header.handle_types() else None


def good(function, parameter):
    type = handle_type(parameter)
    if type:
        return "NULL" if parameter.name == "options" and "set_" not in function.name else f"h->{type}"
    if (function.name, parameter.name) in GOOD_OF:
        return GOOD_OF[function.name, parameter.name]
    if parameter.type in FUNCTIONS:
        return FUNCTIONS[parameter.type]
    return OUT.get(parameter.type) or GOOD[parameter.name]


def wrong_values(function, parameter):
    """Values for a parameter, and what must come of each: "misused", "refused" or "any"."""
    type = handle_type(parameter)
    may_be_null = parameter.name in OPTIONAL - {"options"} or parameter.name in OPTIONAL_OF.get(function.name, ())
    if parameter.name == "options" and "set_" not in function.name:
        may_be_null = True
    if type:
        if not may_be_null:
            yield "NULL", "misused"
        yield f"h->freed_{type}", "misused"
        for other in header.handle_types():
            if other != type:
                yield f"(void *)h->{other}", "misused"
        for pointer in POINTERS:
            yield pointer.format(type=type), "misused"
    elif parameter.type == "const char *":
        yield "NULL", "any" if may_be_null else "refused"
        for text in BAD_TEXT:
            yield text, "refused"
        for text in ODD_TEXT:
            yield text, "any"
    elif parameter.type in FUNCTIONS:
        yield "NULL", "any" if may_be_null else "refused"
    elif parameter.type == "const void *":
        yield "NULL", "refused"
    elif parameter.type == "size_t":
        for number in ODD_SIZES:
            yield number, "any"
    elif parameter.name == "descriptor":
        for number in ("-1", "INT32_MIN", "INT32_MAX", "9999"):
            yield number, "refused"
    elif parameter.type in ("int64_t", "int32_t") and parameter.name != "timeout_ms":
        for number in ODD_NUMBERS:
            yield number.replace("INT64", parameter.type.upper()[:-2]), "any"
    elif parameter.type.endswith("*") and parameter.name != "user":
        yield "NULL", "any"


def call(function, values, expected):
    """A call as a C statement that checks what comes of it."""
    arguments = ", ".join(values)
    expression = f"{function.name}({arguments})"
    kinds = {"misused": "MISUSED", "refused": "REFUSED", "any": "NULL"}[expected]
    has_error = "&error" in values and function.parameters[-1].name == "error"
    lines = [f"  under_way = {quoted(expression)};"]
    if function.name.endswith("_free") or function.result == "void":
        lines.append(f"  {expression};")
    elif expected == "any":
        lines.append("  " + dropped(function, expression))
    elif function.result == "chunk_operation *":
        lines.append(f"  {{ chunk_operation *it = {expression}; must_fail_in_the_end(it, error, {kinds}); }}")
    elif has_error:
        lines.append(f"  {{ int failed = !{expression}; must_fail(failed, error, {kinds}); }}")
    elif function.name in SPEAKING:
        lines.append(f"  must_be({expression} != NULL, 1);")
    elif function.name == "chunk_error_kind":
        lines.append(f"  must_be(strcmp({expression}, MISUSED), 0);")
    elif function.result == "const char *":
        lines.append(f"  must_be({expression} == NULL, 1);")
    else:
        lines.append(f"  must_be((int64_t){expression}, {FAILURES.get(function.name, '0')});")
    if has_error:
        lines.append("  error = NULL;")
    return "\n".join(lines)


def dropped(function, expression):
    """A call of which anything may come, but what comes is freed."""
    if function.result == "const char *":
        return f"drop_text({expression});"
    if function.result in header_pointers():
        return f"{function.result.removesuffix(' *')}_free({expression}); chunk_error_free(error); error = NULL;"
    if function.parameters and function.parameters[-1].name == "error":
        return f"{expression}; chunk_error_free(error); error = NULL;"
    return f"{expression};" + (" chunk_event_free(out_event); out_event = NULL;" if "out_event" in expression else "")


def header_pointers():
    return {f"{type} *" for type in header.handle_types()}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def program():
    """The C source."""
    names, bodies = [], []
    for function in header.functions():
        lines = []
        usual = [good(function, parameter) for parameter in function.parameters]
        for place, parameter in enumerate(function.parameters):
            for value, expected in wrong_values(function, parameter):
                lines.append(call(function, usual[:place] + [value] + usual[place + 1:], expected))
        if function.parameters and function.parameters[-1].name == "error":
            lines.append(call(function, [nothing(parameter) for parameter in function.parameters], "any"))
        if not lines:
            continue
        names.append(function.name)
        bodies.append(f"static void misuse_{function.name}(struct handles *h, const char *path) {{\n"
                      "  chunk_error *error = NULL;\n  chunk_event *out_event = NULL;\n"
                      "  int64_t out_integer = 0;\n  double out_number = 0;\n  int32_t out_flag = 0;\n"
                      "  (void)h, (void)path, (void)error, (void)out_event;\n"
                      "  (void)out_integer, (void)out_number, (void)out_flag;\n"
                      + "\n".join(lines) + "\n}\n")
    calls = "\n".join(f"  misuse_{name}(h, path);" for name in names)
    return ('#include "misuse.h"\n\n' + "\n".join(bodies) +
            f"\nvoid call_all(struct handles *h, const char *path) {{\n{calls}\n}}\n"), names


def nothing(parameter):
    """NULL or 0."""
    return "NULL" if parameter.type.endswith("*") or parameter.type in FUNCTIONS else "0"
