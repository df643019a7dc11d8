import Foundation
import Resources
import Testing
import Wire

@testable import Design

/// What a program has to say, in each language.
@Suite struct SnippetTests {
    private static let withSet: [(FieldID, String)] = [(.configurationSet, "shop-mail")]
    private static let oneAccount: [(FieldID, String)] = [(.sesAccount, "111122223333")]

    @Test func `names are told apart, and the first of each language has the shortest`() {
        #expect(Snippets.names.count == 37)
        #expect(Set(Snippets.names).count == Snippets.names.count)
        #expect(Snippets.names == Snippets.forms.map(\.name))
        #expect(
            Snippets.languages == [
                "python", "javascript", "go", "java", "dotnet", "ruby", "php", "rust", "cli", "smtp", "django",
                "laravel",
                "spring", "nodemailer", "keycloak", "grafana",
            ])
        #expect(Snippets.siblings(of: "go-raw") == ["go", "go-sesv1", "go-raw"])
        #expect(Snippets.language(of: "smtp-relay") == "SMTP")
        #expect(Snippets.siblings(of: "cobol") == [])
    }

    @Test func `templates name no placeholder that nobody fills`() throws {
        let text = try #require(Resource.text("snippets.json"))
        for match in text.matches(of: /\{([a-z]+)(?::([a-z]+))?\}/) {
            let name = String(match.1)
            #expect(SnippetValues.names.contains(name), "\(name)")
            if let quoting = match.2 { #expect(SnippetQuoting(rawValue: String(quoting)) != nil) }
        }
    }

    @Test(arguments: Snippets.names)
    func `every snippet has the values, says where the ARN goes, and marks what matters`(name: String) throws {
        let snippet = try #require(Snippets.make(name, Example.design(Self.withSet)))
        let arn = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"
        let isRelayed = ["keycloak", "grafana"].contains(name)
        #expect(snippet.content.contains(arn) == !isRelayed)
        #expect(snippet.content.contains("shop-mail") == !isRelayed)
        #expect(snippet.content.hasSuffix("\n"))
        #expect(!snippet.lines.contains { $0.text.contains("»") || $0.text.contains("\t") })
        #expect((1...3).contains(snippet.essence.count))
        #expect(snippet.notes[0].hasPrefix("Source ARN: "))
        #expect(snippet.notes.allSatisfy { $0.hasSuffix(".") })
        if !snippet.needsSMTP {
            #expect(snippet.notes.contains { $0.hasPrefix("Reads the pod's role: ") })
            #expect(snippet.essence.contains { $0.contains(arn) }, "\(snippet.essence)")
        }
        if snippet.hasComments {
            for note in snippet.notes { #expect(snippet.content.contains(" \(note)\n")) }
        }
    }

    @Test(arguments: Snippets.names)
    func `where both accounts are one no ARN is passed, and what is not there is left out`(name: String) throws {
        let snippet = try #require(Snippets.make(name, Example.design(Self.oneAccount)))
        #expect(!snippet.content.contains("arn:"), "\(snippet.content)")
        #expect(!snippet.notes.contains { $0.hasPrefix("Source ARN") })
        #expect(!snippet.content.contains("{set}") && !snippet.content.contains("onfigurationSet"))
        #expect(!snippet.content.hasSuffix("\\\n"), "nothing follows: \(snippet.content)")
        for (text, next) in zip(snippet.lines, snippet.lines.dropFirst()) where text.text.hasSuffix("\\") {
            #expect(next.text.hasPrefix("  "), "\(next.text)")
        }
    }

    @Test func `what cannot use the role says so, and what to use instead`() throws {
        let design = try Example.design()
        let smtpOnly = Snippets.make(design).filter(\.needsSMTP)
        #expect(smtpOnly.map(\.name) == ["smtp", "keycloak", "grafana", "grafana-smtp"])
        #expect(
            Snippets.make("smtp", design)?.notes.contains(
                "The pod's role has none: it cannot be used over SMTP.") == true)
        #expect(
            Snippets.make("keycloak", design)?.notes.contains(
                "Without keys: through a relay (smtp-relay); aws-smtp-relay is the name of its Service here.") == true)
        #expect(
            Snippets.make("smtp", design)?.content == """
                From: no-reply@example.com
                To: ops@example.com
                Subject: Hello
                X-SES-SOURCE-ARN: arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com
                X-SES-FROM-ARN: arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com
                X-SES-RETURN-PATH-ARN: arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com

                """)
    }

    @Test func `hosts are those of the partition`() throws {
        let design = try Example.design([(.eksRegion, "us-gov-west-1"), (.sesRegion, "us-gov-west-1")])
        #expect(Snippets.make("django", design)?.content.contains("\"email.us-gov-west-1.amazonaws.com\"") == true)
        #expect(Snippets.make("python", design)?.content.contains("arn:aws-us-gov:ses:us-gov-west-1:") == true)
    }

    @Test(arguments: [
        (SnippetQuoting.double, #"a"b\c$d{e}%s'f"#, #""a\"b\\c$d{e}%s'f""#),
        (.single, #"a"b\c$d'e#{f}"#, #"'a"b\\c$d\'e#{f}'"#),
        (.shell, "o'brien@example.com", #"'o'\''brien@example.com'"#), (.shell, "ops@example.com", "ops@example.com"),
        (.triple, "a#b;c", #""""a#b;c""""#), (.none, "o'brien@example.com", "o'brien@example.com"),
        // A quote with a combining mark is a quote to a compiler.
        (.double, "a\"\u{301}b", "\"a\\\"\u{301}b\""),
    ])
    func `a value is a literal that comes out as it went in`(quoting: SnippetQuoting, text: String, literal: String) {
        #expect(quoting.literal(text).unicodeScalars.elementsEqual(literal.unicodeScalars))
        if quoting == .double { #expect((try? JSONValue.parse(literal)) == .string(text)) }
    }

    @Test func `a line that names what is not there is left out, and braces of the language stay`() throws {
        let values = SnippetValues(try Example.design())
        #expect(values.filled("f{set}", .double) == nil)
        #expect(values.filled("[]string{{receiver}}, {x} {", .double) == #"[]string{"ops@example.com"}, {x} {"#)
        #expect(values.filled("From: {sender:none}", .shell) == "From: no-reply@example.com")
    }
}
