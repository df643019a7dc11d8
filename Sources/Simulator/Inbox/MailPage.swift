import Wire

/// The inbox as a page for people.
struct MailPage {
    /// The mails, newest first.
    let mails: [DeliveredMail]
    /// The tokens of the verification links that still work.
    let links: Set<String>
    /// The domains whose records nobody has published yet.
    let domains: [PendingRecords]

    /// The page.
    var html: String {
        let list =
            mails.isEmpty
            ? "<p>No mail yet. This page looks again every five seconds.</p>" : mails.map(article).joined()
        return Self.page(
            "Inbox",
            "<h1>Inbox</h1>\n<p>Mail of this simulation. Nothing left this computer.</p>\n"
                + domains.map(article).joined() + list)
    }

    /// A page around some content.
    static func page(_ title: String, _ content: String, refreshes: Bool = true) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">\(refreshes ? "\n<meta http-equiv=\"refresh\" content=\"5\">" : "")
        <title>\(escaped(title)) · sesame simulator</title>
        <style>
        :root { color-scheme: light dark }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
        article { border: 1px solid #8886; border-radius: .4rem; padding: .2rem 1rem .8rem; margin: 1rem 0 }
        h2 { font-size: 1.1rem; margin: .6rem 0 .2rem }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; margin: 0 0 .6rem; opacity: .8 }
        dd { margin: 0; overflow-wrap: anywhere }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }
        </style>
        </head>
        <body>
        \(content)
        </body>
        </html>

        """
    }

    /// Text that is safe between tags and in attributes.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in TerminalText.sanitized(text, keepingLines: true).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A domain that waits, with the link by which its records are published.
    private func article(_ waiting: PendingRecords) -> String {
        let records = waiting.records.map { "\($0.name)  CNAME  \($0.value)" }.joined(separator: "\n")
        return """

            <article>
            <h2>DNS records of \(Self.escaped(waiting.domain))</h2>
            <dl>
            <dt>Account</dt><dd>\(Self.escaped("\(waiting.account), \(waiting.region)"))</dd>
            </dl>
            <pre>\(Self.escaped(records))</pre>
            <p><a href="\(Self.escaped(waiting.path))">Publish these records</a></p>
            </article>
            """
    }

    private func article(_ mail: DeliveredMail) -> String {
        var facts = [
            ("From", mail.sender), ("To", mail.recipients.joined(separator: ", ")), ("Date", mail.time.iso8601),
            ("Account", "\(mail.account), \(mail.region)"), ("Message id", mail.messageID),
        ]
        if let identity = mail.identityARN { facts.append(("Identity", identity)) }
        let rows = facts.map { "<dt>\($0.0)</dt><dd>\(Self.escaped($0.1))</dd>" }.joined(separator: "\n")
        let link = mail.verificationPath.map { path in
            links.contains(mail.verificationToken ?? "")
                ? "\n<p><a href=\"\(Self.escaped(path))\">Verify this address</a></p>"
                : "\n<p>This link is used up.</p>"
        }
        return """

            <article>
            <h2>\(Self.escaped(mail.subject))</h2>
            <dl>
            \(rows)
            </dl>
            <pre>\(Self.escaped(mail.body))</pre>\(link ?? "")
            </article>
            """
    }
}
