import Calls
import HTTPClient
import Wire

/// Makes sense of what came back.
enum AnswerReader {
    /// The object that an answer holds.
    ///
    /// - Parameters:
    ///   - response: The answer.
    ///   - call: What it answers.
    ///   - redactor: Knows the token in use: what an answer says goes no further without having passed it.
    /// - Returns: The object.
    /// - Throws: ``KubernetesFailure`` when there is none.
    static func json(
        _ response: HTTPResponse, _ call: KubernetesRight, _ redactor: Redactor
    ) throws(KubernetesFailure) -> JSONValue {
        do {
            let json = try JSONValue.parse(response.body)
            guard json.object != nil else { throw KubernetesFailure.malformed(call, "it is no object") }
            return json
        } catch let error as DocumentError {
            if let page = notKubernetes(response, redactor) { throw page }
            throw .malformed(call, redactor.shown(error.reason))
        } catch let failure as KubernetesFailure {
            throw failure
        } catch {
            throw .malformed(call, "it cannot be read")
        }
    }

    /// What an answer that is no success means; its words lose what is secret in them.
    static func failure(
        _ response: HTTPResponse, _ call: KubernetesRight, _ proof: CallerProof, _ redactor: Redactor
    ) -> KubernetesFailure {
        guard let json = try? JSONValue.parse(response.body),
            let status = KubernetesStatus(json, code: response.status, redactor)
        else {
            // Authenticating proxies before an API server answer 401 in plain text.
            if response.status == 401, !looksLikePage(response) {
                return .unauthorized(proof, message: excerpt(response, redactor))
            }
            return notKubernetes(response, redactor)
                ?? .notKubernetes(status: response.status, excerpt: excerpt(response, redactor))
        }
        switch response.status {
        case 401: return .unauthorized(proof, message: status.message)
        case 403:
            if let denied = KubernetesRight(refused: status.message, asked: call) {
                return .forbidden(denied, message: status.message)
            }
            // Admission (a namespace that is being terminated, a quota, a webhook) says "forbidden" as well, but only
            // of writes; no rule of RBAC would help there.
            return call.isRead ? .forbidden(call, message: status.message) : .status(status, call)
        case 409:
            let conflicts = status.causes.compactMap { FieldConflict($0) }
            return conflicts.isEmpty ? .status(status, call) : .conflict(conflicts, call)
        default: return .status(status, call)
        }
    }

    /// A page or a redirect; nil for what might be a broken answer of an API server.
    private static func notKubernetes(_ response: HTTPResponse, _ redactor: Redactor) -> KubernetesFailure? {
        if (300..<400).contains(response.status), let place = response.header("location") {
            let target = redactor.shown(String(place.prefix { $0 != "?" }), limit: 200)
            return .notKubernetes(status: response.status, excerpt: "redirect to " + target)
        }
        guard looksLikePage(response) else { return nil }
        return .notKubernetes(status: response.status, excerpt: excerpt(response, redactor))
    }

    private static func looksLikePage(_ response: HTTPResponse) -> Bool {
        let type = response.header("content-type")?.lowercased() ?? ""
        if type.contains("html") || type.contains("xml") { return true }
        return response.body.first { !($0 == 0x20 || (0x09...0x0d).contains($0)) } == UInt8(ascii: "<")
    }

    /// A page's title, else the beginning of the text.
    private static func excerpt(_ response: HTTPResponse, _ redactor: Redactor) -> String {
        // Cut after the redaction, so that no half of a secret stays.
        let text = redactor.redact(String(decoding: response.body.prefix(4096), as: UTF8.self))
        if let open = text.range(ofTag: "<title>"), let close = text.range(ofTag: "</title>"),
            open.upperBound <= close.lowerBound
        {
            return TerminalText.sanitized(
                text[open.upperBound..<close.lowerBound].split(whereSeparator: \.isWhitespace)
                    .joined(separator: " "), limit: 120)
        }
        return TerminalText.sanitized(
            text.split(whereSeparator: \.isWhitespace).joined(separator: " "), limit: 120)
    }
}

extension String {
    /// The first place of an ASCII tag, in whatever case.
    fileprivate func range(ofTag tag: String) -> Range<String.Index>? {
        var index = startIndex
        while let start = self[index...].firstIndex(of: "<") {
            let candidate = self[start...].prefix(tag.count)
            if candidate.lowercased() == tag { return start..<candidate.endIndex }
            index = self.index(after: start)
        }
        return nil
    }
}
