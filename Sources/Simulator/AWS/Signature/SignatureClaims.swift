import Wire

/// What a request says about its own signature, before anything is checked.
struct SignatureClaims: Sendable, Hashable {
    /// Where the signature stood.
    enum Place: Sendable, Hashable {
        /// In the Authorization header.
        case header
        /// In the query of a presigned URL.
        case query
    }

    /// Header or query.
    var place: Place
    /// The access key id.
    var accessKeyID: String
    /// The day of the credential scope, `20260102`.
    var day: String
    /// The region of the credential scope.
    var region: String
    /// The service of the credential scope.
    var service: String
    /// The names of the signed headers, in the order listed.
    var signedHeaders: [String]
    /// The signature in hex.
    var signature: String
    /// The date the signature was made for, as written: `20260102T030405Z` or the Date header's form.
    var date: String
    /// For how many seconds a presigned URL says it is valid.
    var expires: Int?
    /// The session token, nil without one.
    var sessionToken: String?

    /// The scope as it is signed.
    var scope: String { "\(day)/\(region)/\(service)/aws4_request" }

    /// The date as a point in time, nil when it is none.
    var time: Timestamp? { Self.basicTime(date) ?? Timestamp(httpDate: date) }

    /// Reads `20260102T030405Z`.
    private static func basicTime(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == 0x54, bytes[15] == 0x5A else { return nil }
        let part = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
        return Timestamp(
            iso8601: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z")
    }
}

/// Why a request's signature cannot even be read.
enum SignatureProblem: Error, Sendable, Hashable {
    /// There is no signature.
    case missing
    /// Parts of the signature are missing or malformed; the text says which.
    case incomplete(String)
}

extension SignatureClaims {
    /// Reads the claims from the Authorization header, or else from the query.
    static func read(_ request: RawRequest) throws(SignatureProblem) -> SignatureClaims {
        if let authorization = request.header("authorization") { return try fromHeader(authorization, request) }
        if request.query.utf8.count > 15, request.query.contains("X-Amz-") { return try fromQuery(request) }
        throw .missing
    }

    private static func fromHeader(_ text: String, _ request: RawRequest) throws(SignatureProblem) -> SignatureClaims {
        let algorithm = "AWS4-HMAC-SHA256"
        guard text.hasPrefix(algorithm) else {
            throw .incomplete("Authorization header requires 'AWS4-HMAC-SHA256' algorithm. Authorization=\(word(text))")
        }
        var fields: [Substring: Substring] = [:]
        for part in text.dropFirst(algorithm.count).split(whereSeparator: { $0 == "," || $0 == " " }) {
            guard let equals = part.firstIndex(of: "=") else { continue }
            fields[part[..<equals]] = part[part.index(after: equals)...]
        }
        let date = request.header("x-amz-date") ?? request.header("date")
        let missing =
            ["Credential", "Signature", "SignedHeaders"].filter { fields[Substring($0)] == nil }
            .map { "Authorization header requires '\($0)' parameter." }
            + (date == nil
                ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."] : [])
        guard missing.isEmpty, let date, let credential = fields["Credential"] else {
            throw .incomplete(missing.joined(separator: " "))
        }
        return try make(
            .header, credential: String(credential), headers: String(fields["SignedHeaders"] ?? ""),
            signature: String(fields["Signature"] ?? ""), date: date.trimmingBlanks, expires: nil,
            token: request.header("x-amz-security-token"))
    }

    private static func fromQuery(_ request: RawRequest) throws(SignatureProblem) -> SignatureClaims {
        var fields: [String: String] = [:]
        for part in request.query.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[Percent.text(pair[0])] = pair.count > 1 ? Percent.text(pair[1]) : ""
        }
        guard fields["X-Amz-Signature"] != nil || fields["X-Amz-Credential"] != nil else { throw .missing }
        let names = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"]
        let missing = names.filter { fields[$0] == nil }.map { "AWS query-string parameters must include '\($0)'." }
        guard missing.isEmpty else {
            throw .incomplete(missing.joined(separator: " ") + " Re-examine the query-string parameters.")
        }
        guard fields["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256" else {
            throw .incomplete("Unsupported AWS 'algorithm': '\(word(fields["X-Amz-Algorithm"] ?? ""))'.")
        }
        return try make(
            .query, credential: fields["X-Amz-Credential"] ?? "", headers: fields["X-Amz-SignedHeaders"] ?? "",
            signature: fields["X-Amz-Signature"] ?? "", date: fields["X-Amz-Date"] ?? "",
            expires: fields["X-Amz-Expires"].flatMap(Int.init), token: fields["X-Amz-Security-Token"])
    }

    private static func make(
        _ place: Place, credential: String, headers: String, signature: String, date: String, expires: Int?,
        token: String?
    ) throws(SignatureProblem) -> SignatureClaims {
        let parts = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5 else {
            throw .incomplete(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                    + "got '\(word(credential))'")
        }
        guard parts[4] == "aws4_request" else {
            throw .incomplete("Credential should be scoped with a valid terminator: 'aws4_request', not '\(parts[4])'.")
        }
        return SignatureClaims(
            place: place, accessKeyID: parts[0], day: parts[1], region: parts[2], service: parts[3],
            signedHeaders: headers.split(separator: ";", omittingEmptySubsequences: false).map(String.init),
            signature: signature, date: date, expires: expires, sessionToken: token)
    }

    /// The start of a text from outside, for a message.
    private static func word(_ text: String) -> String {
        String(text.prefix(80))
    }
}
