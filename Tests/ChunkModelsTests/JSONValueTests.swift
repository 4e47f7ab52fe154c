import ChunkModels
import Testing

struct JSONValueTests {
  @Test func readsEveryKind() throws {
    let value = try decode(
      JSONValue.self, #"{"a": null, "b": true, "c": -7, "d": 2.5, "e": "x", "f": [1, "1", false], "g": {}}"#)
    #expect(
      value == ["a": nil, "b": true, "c": -7, "d": 2.5, "e": "x", "f": [1, "1", false], "g": [:]])
  }

  @Test func keepsNumbersApart() throws {
    #expect(try decode(JSONValue.self, "[0, 1]") == [.integer(0), .integer(1)])
    #expect(try decode(JSONValue.self, "[true, false]") == [.bool(true), .bool(false)])
    #expect(try decode(JSONValue.self, "9223372036854775807") == .integer(.max))
    #expect(try decode(JSONValue.self, "9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(try decode(JSONValue.self, "1e30") == .number(1e30))
  }

  @Test func writesSortedAndWithPlainSlashes() throws {
    let value: JSONValue = ["b": "https://box.com/\"é\"", "a": [nil, true, 1, 2.5]]
    #expect(try text(value) == #"{"a":[null,true,1,2.5],"b":"https://box.com/\"é\""}"#)
  }

  @Test func accessorsAnswerOnlyForTheirKind() {
    let kinds: [JSONValue] = [nil, true, 7, 2.5, "x", [1], ["k": 1]]
    #expect(kinds.map { $0.boolValue } == [nil, true, nil, nil, nil, nil, nil])
    #expect(kinds.map { $0.integerValue } == [nil, nil, 7, nil, nil, nil, nil])
    #expect(kinds.map { $0.numberValue } == [nil, nil, 7, 2.5, nil, nil, nil])
    #expect(kinds.map { $0.stringValue } == [nil, nil, nil, nil, "x", nil, nil])
    #expect(kinds.map { $0.arrayValue } == [nil, nil, nil, nil, nil, [1], nil])
    #expect(kinds.map { $0.objectValue } == [nil, nil, nil, nil, nil, nil, ["k": 1]])
    #expect(kinds.map { $0["k"] } == [nil, nil, nil, nil, nil, nil, 1])
    #expect(kinds.map { $0[0] } == [nil, nil, nil, nil, nil, 1, nil])
    #expect(kinds[5][-1] == nil)
    #expect(kinds[5][1] == nil)
  }

  /// The examples of RFC 6901, 5.
  private static let sample: JSONValue = [
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7,
    "m~n": 8,
    "~1": 9, "deep": ["list": [["name": "x"]]],
  ]

  @Test(
    arguments: [
      ("/foo/0", "bar"), ("/foo/1", "baz"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3), ("/g|h", 4),
      ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8), ("/~01", 9), ("/deep/list/0/name", "x"),
    ] as [(String, JSONValue)])
  func pointersFind(pointer: String, expected: JSONValue) {
    #expect(Self.sample.value(atPointer: pointer) == expected)
  }

  @Test func theEmptyPointerIsTheWhole() {
    #expect(Self.sample.value(atPointer: "") == Self.sample)
  }

  @Test(arguments: [
    "foo", "/nothing", "/foo/2", "/foo/-", "/foo/-1", "/foo/00", "/foo/01", "/foo/", "/foo/0/x", "/m~n",
    "/m~", "/~2",
    "/foo/99999999999999999999",
  ])
  func pointersThatLeadNowhere(pointer: String) {
    #expect(Self.sample.value(atPointer: pointer) == nil)
  }

  @Test func turnsIntoValuesAndBack() throws {
    let part = UploadPart(partId: "a", offset: 1, size: 2)
    let value = try JSONValue(encoding: part)
    #expect(value == ["part_id": "a", "offset": 1, "size": 2])
    #expect(try value.decode(UploadPart.self) == part)
    #expect(throws: DecodingError.self) { try JSONValue.string("x").decode(UploadPart.self) }
  }

  @Test func whatJSONCannotSayIsAnError() {
    #expect(throws: EncodingError.self) { try WireJSON.encode(JSONValue.number(.infinity)) }
  }
}
