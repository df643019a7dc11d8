import Calls

/// Reads errors out of what SDKs, tools and logs make of them.
///
/// Only what is there is read: a service, operation or code that the text does not name stays nil. The forms of the
/// SDKs were taken from their error types; see `Tests/DiagnosisTests/ExplainDressings.swift` for one of each.
struct ErrorReader: Sendable {
    private let words: ErrorWords

    init(_ words: ErrorWords) { self.words = words }

    /// The error in a text.
    ///
    /// - Parameters:
    ///   - text: The line that was found, and those that belong to it.
    ///   - around: Lines of the same record around it, for records that are written over several lines.
    /// - Returns: The error; its message is the text where nothing better was found.
    func read(_ text: String, around: String = "") -> ErrorText {
        let own = Haystack(text)
        var error = ErrorText(
            message: "", isFramed: false, hasSentence: false, squeezed: Haystack.squeezed(text), whole: text)
        let start = framed(own, &error) ?? members(own, &error)
        if !around.isEmpty, error.code == nil || error.message.isEmpty && start == nil {
            let record = Haystack(around)
            let wasFramed = error.isFramed
            error.isFramed = false
            if let place = framed(record, &error) {
                error.message = ErrorMessage.ended(record.string(place..<record.bytes.count))
            } else if error.message.isEmpty {
                _ = members(record, &error)
            }
            error.isFramed = error.isFramed || wasFramed
            error.squeezed += [0x20] + Haystack.squeezed(around)
            error.whole += "\n" + around
        }
        vocabulary(own, &error)
        error.hasSentence = start != nil || !error.message.isEmpty
        if error.message.isEmpty {
            let place = start ?? sentence(own, error.code)
            error.message = ErrorMessage.ended(own.string(place..<own.bytes.count))
        }
        error.message = ErrorMessage.unbroken(error.message)
        if let user = ErrorMessage.userSentence(in: error.message) { error.message = user }
        hints(own, &error)
        return error
    }

    // MARK: - The forms of SDKs

    /// Reads one of the forms that show by themselves.
    ///
    /// - Returns: Where the message begins, or nil when the form did not say or has given it already.
    private func framed(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        let forms: [(Haystack, inout ErrorText) -> Int?] = [
            goVersion2, botocore, php, java, ruby, cluster, xml, trail,
        ]
        for form in forms {
            let start = form(text, &error)
            if start != nil || error.isFramed { return start }
        }
        return nil
    }

    /// The form of botocore and the AWS CLI.
    ///
    /// `An error occurred (CODE) when calling the OPERATION operation (reached max retries: 4): MESSAGE`
    private func botocore(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        guard let opened = text.find("an error occurred (")?.upperBound else { return nil }
        let code = text.string(from: opened, until: ")\n")
        guard Self.isCode(code), let calling = text.find(" when calling the ", from: opened)?.upperBound else {
            return nil
        }
        error.code = code
        error.operation = text.string(from: calling, until: " \n")
        error.isFramed = true
        guard let place = text.find(" operation", from: calling)?.upperBound else { return nil }
        return text.find(": ", from: place)?.upperBound
    }

    /// The form of Go, version 2.
    ///
    /// `operation error SES: SendEmail, https response error StatusCode: 403, RequestID: ID, api error CODE: MESSAGE`
    private func goVersion2(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        guard let begin = text.findLast("operation error ")?.upperBound else { return nil }
        error.service = ErrorWords.service(text.string(from: begin, until: ":,\n"))
        guard let colon = text.find(": ", from: begin)?.upperBound else { return nil }
        error.operation = text.string(from: colon, until: ",\n ")
        error.isFramed = true
        var place = colon
        if let id = text.find("requestid: ", from: colon)?.upperBound {
            error.requestID = text.string(from: id, until: ", \n")
            place = text.find(", ", from: id)?.upperBound ?? id
        }
        if let api = text.find("api error ", from: colon)?.upperBound { place = api }
        let code = text.string(from: place, until: ": \n")
        guard Self.isCode(code) else { return place == colon ? nil : place }
        error.code = code
        return text.find(": ", from: place)?.upperBound
    }

    /// The form of Java.
    ///
    /// `CLASS: MESSAGE (Service: Ses, Status Code: 403, Request ID: ID)`; version 1 has semicolons and an error code.
    private func java(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        guard let opened = text.findLast("(service: ") else { return nil }
        error.service = ErrorWords.service(text.string(from: opened.upperBound, until: ",;)\n"))
        error.isFramed = true
        if let id = text.find("request id: ", from: opened.upperBound)?.upperBound {
            error.requestID = text.string(from: id, until: ",;) \n")
        }
        let head = text.string(0..<opened.lowerBound)
        if let place = text.find("error code: ", from: opened.upperBound)?.upperBound {
            error.code = text.string(from: place, until: ";,) \n")
        }
        let name = ["exception: ", "error: "].compactMap { text.find($0, to: opened.lowerBound)?.upperBound }.min()
        if error.code == nil, let name {
            let token = text.string(0..<name).split { !$0.isLetter && !$0.isNumber }.last.map(String.init) ?? ""
            if words.codes.contains(ErrorWords.bare(token)) { error.code = token }
        }
        let start = name ?? ErrorMessage.prefix(of: head)
        error.message = text.string(start..<max(start, opened.lowerBound)).trimmedOfMarks
        return nil
    }

    /// The form of PHP.
    ///
    /// `Error executing "OPERATION" on "URL"; AWS HTTP error: … CODE (client): MESSAGE - <?xml…`
    private func php(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        guard let opened = text.find("error executing \"")?.upperBound else { return nil }
        error.operation = text.string(from: opened, until: "\"\n")
        error.isFramed = true
        guard let mark = text.find(" (client): ") ?? text.find(" (server): ") else { return nil }
        let code = text.string(0..<mark.lowerBound).split { $0 == " " || $0 == "\n" }.last.map(String.init) ?? ""
        if Self.isCode(code) { error.code = code }
        return mark.upperBound
    }

    /// The form of Ruby.
    ///
    /// `Aws::SES::Errors::CODE: MESSAGE`, `Aws::SES::Errors::CODE (MESSAGE)` or `MESSAGE (Aws::SES::Errors::CODE)`
    private func ruby(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        guard let opened = text.find("aws::") else { return nil }
        guard let errors = text.find("::errors::", from: opened.upperBound),
            errors.lowerBound - opened.upperBound < 40
        else { return nil }
        error.service = ErrorWords.service(text.string(opened.upperBound..<errors.lowerBound))
        let code = text.string(from: errors.upperBound, until: " :()\n\"',")
        error.code = code
        error.isFramed = true
        let end = errors.upperBound + code.utf8.count
        if end < text.bytes.count, text.bytes[end] == UInt8(ascii: ")") {
            let head = text.string(0..<opened.lowerBound)
            error.message = String(head.dropFirst(ErrorMessage.prefix(of: head))).trimmedOfMarks
            return nil
        }
        var start = end
        while start < text.bytes.count, " :(".utf8.contains(text.bytes[start]) { start += 1 }
        return start
    }

    /// The form of kubectl.
    ///
    /// `Error from server (REASON): MESSAGE`
    private func cluster(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        guard let opened = text.find("error from server") else { return nil }
        error.service = "kubernetes"
        error.isFramed = true
        guard let place = text.find(": ", from: opened.lowerBound)?.upperBound else { return nil }
        let head = text.string(opened.upperBound..<place)
        if let open = head.firstIndex(of: "(") {
            error.code = String(head[head.index(after: open)...].prefix { $0 != ")" })
        }
        return place
    }

    /// The body of an answer.
    ///
    /// `<Code>CODE</Code><Message>MESSAGE</Message>`
    private func xml(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        guard let code = text.find("<code>")?.upperBound else { return nil }
        error.code = text.string(from: code, until: "<\n").trimmedOfMarks
        error.isFramed = true
        if let id = text.find("<requestid>")?.upperBound {
            error.requestID = text.string(from: id, until: "<\n").trimmedOfMarks
        }
        return text.find("<message>")?.upperBound
    }

    /// An event of CloudTrail.
    ///
    /// `"eventSource": …, "eventName": …, "errorCode": …, "errorMessage": …`
    private func trail(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        guard let source = Members(text).value(["eventsource"]), let name = Members(text).value(["eventname"]),
            let code = Members(text).value(["errorcode"])
        else { return nil }
        error.service = ErrorWords.service(String(source.prefix { $0 != "." }))
        error.operation = name
        error.code = code
        error.message = Members(text).value(["errormessage"]) ?? ""
        error.requestID = Members(text).value(["requestid"])
        error.isFramed = true
        return nil
    }

    /// Members of objects, as JSON, Node.js, Rust and .NET print them.
    private func members(_ text: Haystack, _ error: inout ErrorText) -> Int? {
        let members = Members(text)
        let code = members.value(["errorcode", "error_code", "__type", "code", "name", "reason"]) {
            words.codes.contains(ErrorWords.bare($0))
        }
        guard let code else { return nil }
        error.code = code
        error.requestID = members.value(["requestid", "aws_request_id", "request_id"])
        error.message = members.value(["errormessage", "error_message", "message"]) ?? ""
        return nil
    }

    /// The first code of the catalogue that stands in a text.
    func code(in text: String) -> String? {
        for word in WordsOfText(Haystack(text)) where word.text.utf8.count >= 8 {
            let bare = ErrorWords.bare(word.text)
            if words.codes.contains(bare), !ErrorWords.generic.contains(bare) || word.isMarked { return bare }
        }
        return nil
    }

    // MARK: - Words anywhere

    /// Reads codes and operations that stand in the text as words.
    private func vocabulary(_ text: Haystack, _ error: inout ErrorText) {
        for word in WordsOfText(text) {
            if error.code == nil, word.text.count >= 8 {
                let bare = ErrorWords.bare(word.text)
                if words.codes.contains(bare), !ErrorWords.generic.contains(bare) || word.isMarked {
                    error.code = word.text
                }
            }
            if error.operation == nil, words.operations[word.text] != nil { error.operation = word.text }
        }
    }

    /// What a sentence says without naming it.
    private func hints(_ text: Haystack, _ error: inout ErrorText) {
        let details = RefusalDetails(error.message)
        if let action = details.action {
            let parts = action.split(separator: ":", maxSplits: 1).map(String.init)
            error.service = error.service ?? ErrorWords.service(parts[0])
            if parts.count > 1, error.operation == nil || error.operation == "AssumeRoleWithWebIdentity" {
                error.operation = parts[1]
            }
            error.code = error.code ?? "AccessDenied"
        }
        // Only SES has this code, and only for sending policies.
        if error.code.map(ErrorWords.bare) == "InvalidPolicy", error.operation == nil {
            error.operation = "PutIdentityPolicy"
        }
        if error.service == nil { error.service = error.operation.flatMap { words.operations[$0] } }
        for (host, service) in [("://email.", "ses"), ("://sts.", "sts"), ("://iam.", "iam"), ("://eks.", "eks")]
        where error.service == nil && text.find(host) != nil {
            error.service = service
        }
        let ofCluster = [
            "\" cannot ", "is forbidden: user", "logged in to the server",
            "asked for the client to provide credentials",
            "with kubernetes_", "with helm_release",
        ]
        if error.service == nil, ofCluster.contains(where: { text.find($0) != nil }) { error.service = "kubernetes" }
        if error.service == "kubernetes", error.code == nil, text.find("is forbidden: ") != nil {
            error.code = "Forbidden"
        }
        if error.code == nil, text.find("email address is not verified") != nil { error.code = "MessageRejected" }
    }

    /// Where the sentence begins: behind the code, else behind what a log puts in front of a line.
    private func sentence(_ text: Haystack, _ code: String?) -> Int {
        if let code, let place = text.find(code.lowercased())?.upperBound {
            var start = place
            if text.find("exception", from: start)?.lowerBound == start { start += "exception".utf8.count }
            while start < text.bytes.count, " :)\"'=(".utf8.contains(text.bytes[start]) { start += 1 }
            for side in ["client): ", "server): "] where text.find(side, from: start)?.lowerBound == start {
                start += side.utf8.count
            }
            // A code at the end, or with nothing but dressing behind it, has its sentence in front.
            if start > place, text.bytes.count - start > 12 { return start }
        }
        return ErrorMessage.prefix(of: text.text)
    }

    static func isCode(_ text: String) -> Bool {
        (3...80).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || ".#_".utf8.contains($0) }
    }
}
