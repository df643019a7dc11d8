import Foundation
import Testing
import Wire

@testable import AWSClient

/// Hostile and random settings files, read here and by botocore's own reader, which is the AWS command line's.
@Suite(.enabled(if: Python.has("botocore")))
struct ConfigDifferentialTests {
    private static let script = """
        import sys, json, tempfile, os
        from botocore.configloader import load_config
        from botocore.exceptions import BotoCoreError
        texts = json.load(sys.stdin)
        found = []
        path = os.path.join(tempfile.mkdtemp(), 'config')
        for text in texts:
            with open(path, 'wb') as file: file.write(text.encode())
            try:
                whole = load_config(path)
                found.append([whole['profiles'], whole['sso_sessions'], whole['services']])
            except BotoCoreError:
                found.append(None)
        json.dump(found, sys.stdout)
        """

    private static let pieces = [
        "[profile a]", "[profile a]", "[profile b]", "[default]", "[sso-session s]", "[services v]", "[dev]",
        "[profile a] # x", "[profile b] text", "region = eu-west-1", "region: eu-west-1", "region=eu-west-1",
        "role_arn = arn:aws:iam::1:role/x", "role_arn: arn:aws:iam::1:role/x", "output = json", "Output : text",
        "s3 =", "s3:", "sts =", "endpoint_url = http://127.0.0.1:1", "endpoint_url: http://127.0.0.1:1/?a=b",
        "addressing_style = path", "addressing_style: path", "--flag", "", "  ", "# comment", "; comment = 1",
        "credential_process = /bin/x \"a b\"", "region = eu-west-1 # main", "a=b==",
    ]
    private static let indents = ["", "", "", " ", "  ", "    ", "\t", " \t "]

    private static func file(_ numbers: inout Numbers) -> String {
        let lines = (0..<numbers.below(10)).map { _ in numbers.pick(indents) + numbers.pick(pieces) }
        return lines.joined(separator: numbers.pick(["\n", "\n", "\r\n"])) + numbers.pick(["", "\n"])
    }

    /// Sections, their properties, and what these say; nested ones as an object.
    private typealias Table = [String: [String: JSONValue]]

    private static func table(_ file: AWSConfigFile, _ kind: AWSConfigFile.Section.Kind) -> Table {
        var table: Table = [:]
        for section in file.sections where section.kind == kind {
            table[section.name] = [:]
            for property in section.properties {
                var nested = JSONObject()
                for inner in property.nested { nested[inner.key] = .string(inner.value) }
                let text = property.commandLineValue ?? property.value
                table[section.name]?[property.key] = property.nested.isEmpty ? .string(text) : .object(nested)
            }
        }
        return table
    }

    /// What botocore read, without empty lines inside values, which nothing that AWS reads has, and with the names of
    /// nested properties in small letters.
    private static func table(_ value: JSONValue?) -> Table {
        var table: Table = [:]
        for section in value?.object?.members ?? [] {
            table[section.key] = [:]
            for property in section.value.object?.members ?? [] {
                var found = property.value
                if let text = found.string {
                    found = .string(text.split(separator: "\n").joined(separator: "\n"))
                    if text.hasPrefix("\n") { found = .string("\n" + (found.string ?? "")) }
                }
                table[section.key]?[property.key] = found
            }
        }
        return table
    }

    @Test func `every file that the AWS command line reads is read the same here`() throws {
        var numbers = Numbers(state: 20_261_129)
        var texts = (0..<3_000).map { _ in Self.file(&numbers) }
        texts += ["  [profile a]\n  region = x\n  [profile b]\n  region = y\n", "[dev]\nregion = x\n"]
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../Cases/hostile/awsconfig").standardized
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            if let text = String(data: try Data(contentsOf: file), encoding: .utf8) { texts.append(text) }
        }
        let output = try Python.output(Self.script, input: JSONEncoder().encode(texts), module: "botocore")
        let answers = try #require(try JSONValue.parse(Array(output)).array)
        #expect(answers.count == texts.count)
        var compared = 0
        for (text, answer) in zip(texts, answers) {
            let file = try? AWSConfigFile.parse(text, kind: .config)
            guard case .array(let tables) = answer else {
                #expect(file == nil || file?.warnings.isEmpty == false, "\(text)")
                continue
            }
            // Of [default] and [profile default] the latter counts here, the later one there: only people could say.
            if text.contains("[default]"), text.contains("[profile default]") { continue }
            compared += 1
            guard let file else {
                Issue.record("refused: \(text.debugDescription)")
                continue
            }
            for (kind, table) in zip([AWSConfigFile.Section.Kind.profile, .ssoSession, .services], tables) {
                #expect(Self.table(file, kind) == Self.table(table), "\(text.debugDescription)")
            }
        }
        #expect(compared > 500, "\(compared)")
    }
}
