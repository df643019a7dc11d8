import Foundation
import Testing
import Wire

@Suite struct `YAML` {
    @Test(arguments: HostileEntry.all(in: "kubeconfig"))
    func `hostile kubeconfigs do what the corpus allows`(entry: HostileEntry) throws {
        let bytes = try entry.bytes()
        var documents: [YAMLNode]?
        #expect(isFast { documents = try? YAMLNode.parse(bytes) })
        // That the root is a mapping is the kubeconfig reader's rule.
        if entry.file != "kubeconfig/scalar-root.yaml" { #expect(entry.allows(accepted: documents != nil)) }
        if entry.expect == "accept-empty" { #expect(documents?.isEmpty ?? false) }
        guard let root = documents?.first, let expected = entry.value?.object else { return }
        for member in expected.members {
            let found = Self.find(member.key, in: root)
            #expect(
                member.value.isNull ? found?.isNull == true : found?.scalar == member.value.string, "\(member.key)")
        }
    }

    private static func find(_ key: String, in node: YAMLNode) -> YAMLNode? {
        if let found = node[key] { return found }
        for child in node.sequence ?? node.mapping?.map(\.value) ?? [] {
            if let found = find(key, in: child) { return found }
        }
        return nil
    }

    @Test func `scalars keep text, style and place`() throws {
        let yaml = "a: 012345678901 # c\nb: no\nc: \"no\"\nd: 'it''s'\né: |\n  x\n  y\nf: >-\n  x\n  y\ng:\n"
        let node = try #require(try YAMLNode.parse(yaml).first)
        #expect(node["a"]?.scalar == "012345678901")
        #expect(node["a"]?.position == SourcePosition(line: 1, column: 4))
        guard case .scalar("no", .plain)? = node["b"]?.content, case .scalar("no", .doubleQuoted)? = node["c"]?.content,
            case .scalar("it's", .singleQuoted)? = node["d"]?.content,
            case .scalar("x\ny\n", .literal)? = node["é"]?.content, case .scalar("x y", .folded)? = node["f"]?.content
        else {
            Issue.record("styles are lost")
            return
        }
        #expect(node["g"]?.isNull == true)
        #expect(node.mapping?.last?.key.position == SourcePosition(line: 11, column: 1))
    }

    @Test func `plain scalars mean what YAML 1-2 says, in JSON`() throws {
        let yaml = """
            [null, ~, true, False, no, "true", 12, -1.5, 1e3, 0x1F, 0o17, 012, +1, .inf, 1_000, !!str 12, 2026-01-02, !!int "7"]
            """
        #expect(
            try YAMLNode.parse(yaml).first?.json == [
                .null, .null, true, false, "no", "true", 12, .number("-1.5"), .number("1e3"), 31, 15, "012", "+1",
                ".inf",
                "1_000", "12", "2026-01-02", 7,
            ])
    }

    @Test func `aliases are followed, not without end`() throws {
        let node = try #require(try YAMLNode.parse("a: &x {k: v}\nb: *x\n").first)
        #expect(node["b"]?["k"]?.scalar == "v")
        let unknown = #expect(throws: DocumentError.self) { try YAMLNode.parse("a: *y\n") }
        #expect(unknown?.sentence == "Line 1, column 4: *y names nothing that ended before it.")
        let wide = "a: &x [" + String(repeating: "1,", count: 6000) + "]\nb: [*x]\nc: [*x]\n"
        let bomb = #expect(throws: DocumentError.self) { try YAMLNode.parse(wide) }
        #expect(bomb?.kind == .tooManyAliases(limit: 10_000))
        // An anchor ends with its document.
        #expect(throws: DocumentError.self) { try YAMLNode.parse("--- &x 1\n--- *x\n") }
    }

    @Test func `a stream holds several documents`() throws {
        #expect(try YAMLNode.parse("a: 1\n---\nb: 2\n...\n").map(\.json) == [["a": 1], ["b": 2]])
        #expect(try YAMLNode.parse("").isEmpty)
        #expect(try YAMLNode.parse("# only a comment\n").isEmpty)
    }

    @Test(arguments: [
        ("a: 1\na: 2\n", "Line 2, column 1: the key \"a\" stands twice, first in line 1."),
        ("? [a]\n: 1\n", "Line 1, column 3: a key is one word, not a list or a mapping."),
        (
            "a: !!python/name:os.system x\n",
            "Line 1, column 4: the tag tag:yaml.org,2002:python/name:os.system is not accepted."
        ),
        ("a: [1\n", "Line 2, column 1: did not find expected ',' or ']'."),
        ("a: \"\u{1}\"\n", "Line 1, column 1: control characters are not allowed."),
    ])
    func `refusals say where and what`(text: String, sentence: String) {
        let error = #expect(throws: DocumentError.self) { try YAMLNode.parse(text) }
        #expect(error?.sentence == sentence)
    }

    @Test func `200 levels are read, 201 are not`() throws {
        let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        #expect(throws: Never.self) { try YAMLNode.parse(deep(200)) }
        let error = #expect(throws: DocumentError.self) { try YAMLNode.parse(deep(201)) }
        #expect(error?.kind == .tooDeep(limit: 200))
    }
}

@Suite struct `YAML writing` {
    @Test func `block style, lists at the indent of their key`() {
        let value: JSONValue = [
            "apiVersion": "apps/v1", "empty": [:], "none": [],
            "spec": [
                "replicas": 1, "containers": [["name": "ses-test", "args": ["sh", "-c"], "env": [[1, 2]]], "x"],
            ],
        ]
        #expect(
            YAMLWriter.text(of: value) == """
                apiVersion: apps/v1
                empty: {}
                none: []
                spec:
                  replicas: 1
                  containers:
                  - name: ses-test
                    args:
                    - sh
                    - "-c"
                    env:
                    - - 1
                      - 2
                  - x

                """)
    }

    @Test(arguments: [
        "yes", "No", "on", "OFF", "y", "null", "~", "", "true", "1", "012", "0x1F", "1e3", "1_000", "12:30:45", ".5",
        "+1", "-",
        "2026-01-02", "2026-01-02T03:04:05Z", "111122223333", "- a", "a: b", "a #b", "a:", " a", "a ", "*a", "&a", "!a",
        "%a",
        "@a", "`a`", "{a}", "[a]", "|", ">", "'a'", "\"a\"", "a\tb", "a\u{1B}b", "é", "🙂", "a\u{202E}b", "a\\b", "a\nb",
        "a\nb\n",
        "a\n\nb\n", "\na", " a\nb", "a\nb\n\n", "a \nb", "a\r\nb", "\n", "---", "...", "<<", "=", ".inf", "?a",
        "a\u{85}b", "a\u{2028}b",
        "plain", "eu-west-1", "arn:aws:iam::111122223333:role/x", "sh -c \"sleep 3600\"", "250m", "64Mi", "a,b",
        "\u{FEFF}a",
    ])
    func `every string is read back as itself`(text: String) throws {
        let value: JSONValue = ["k": .string(text), "l": [.string(text), ["m": .string(text)]]]
        let written = YAMLWriter.text(of: value)
        let read = try YAMLNode.parse(written)
        #expect(read.map(\.json) == [value], "\(written)")
        #expect(try YAMLNode.parse(YAMLWriter.text(of: .string(text))).map(\.json) == [.string(text)])
        let asKey = JSONValue.object(JSONObject([(text, 1)]))
        if !text.contains("\n") { #expect(try YAMLNode.parse(YAMLWriter.text(of: asKey)).map(\.json) == [asKey]) }
    }

    @Test func `what older readers take for something else is quoted`() {
        for text in [
            "yes", "no", "on", "off", "y", "012", "12:30:45", "2026-01-02", "1_000", "~", "111122223333", "1e3",
        ] {
            #expect(YAMLWriter.text(of: ["k": .string(text)]) == "k: \"\(text)\"\n")
        }
        for text in ["eu-west-1", "arn:aws:iam::111122223333:role/x", "250m", "64Mi", "no-reply@example.com", "a,b"] {
            #expect(YAMLWriter.text(of: ["k": .string(text)]) == "k: \(text)\n")
        }
        #expect(YAMLWriter.text(of: ["k": "a\nb\n"]) == "k: |\n  a\n  b\n")
        #expect(YAMLWriter.text(ofDocuments: [["a": 1], ["b": 2]]) == "a: 1\n---\nb: 2\n")
    }
}
