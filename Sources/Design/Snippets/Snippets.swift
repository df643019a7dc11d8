import Resources
public import Wire

/// The snippets of `Resources/data/snippets.json`: SDKs first, then SMTP, then frameworks.
public enum Snippets {
    static let forms: [SnippetForm] = {
        let languages = ((try? Resource.json("snippets.json")) ?? nil)?["languages"]?.array ?? []
        return languages.flatMap { language in
            (language["forms"]?.array ?? []).compactMap { SnippetForm($0, of: language) }
        }
    }()

    /// The names of all, in their order, such as `python`, `python-sesv1` and `python-raw`.
    ///
    /// They stand here, as every command's help is made before the command is known: reading the file for them was a
    /// sixth of its start. A test compares them with it.
    public static let names: [String] = [
        "python", "python-sesv1", "python-raw", "javascript", "javascript-sesv1", "javascript-raw", "go",
        "go-sesv1", "go-raw", "java", "java-sesv1", "java-raw", "dotnet", "dotnet-sesv1", "dotnet-raw", "ruby",
        "ruby-sesv1", "ruby-raw", "php", "php-sesv1", "php-raw", "rust", "rust-sesv1", "rust-raw", "cli",
        "cli-sesv1", "cli-raw", "smtp", "smtp-relay", "django", "django-anymail", "laravel", "spring",
        "nodemailer", "keycloak", "grafana", "grafana-smtp",
    ]

    /// The first snippet of each language and framework, by its name.
    public static let languages = names.filter { !$0.contains("-") }

    /// The language or framework of a snippet: `Python`; nil when there is none of this name.
    public static func language(of name: String) -> String? { forms.first { $0.name == name }?.language }

    /// The snippets of the same language or framework, by name, with this one among them.
    public static func siblings(of name: String) -> [String] {
        let language = language(of: name)
        return forms.filter { $0.language == language }.map(\.name)
    }

    /// A snippet with the values of a design; nil when there is none of this name.
    public static func make(_ name: String, _ design: DelegateSending) -> Snippet? {
        forms.first { $0.name == name }.map { Snippet($0, SnippetValues(design)) }
    }

    /// All snippets with the values of a design.
    public static func make(_ design: DelegateSending) -> [Snippet] {
        let values = SnippetValues(design)
        return forms.map { Snippet($0, values) }
    }

    /// A snippet as the document that `render --snippet -o json` prints: schema `sesame/snippet/v1`.
    public static func document(_ snippet: Snippet) -> JSONValue {
        [
            "schema": "sesame/snippet/v1",
            "snippet": [
                "name": .string(snippet.name), "language": .string(snippet.language), "title": .string(snippet.title),
                "smtpOnly": .bool(snippet.needsSMTP), "notes": JSONValue(snippet.notes),
                "content": .string(snippet.content),
            ],
        ]
    }
}
