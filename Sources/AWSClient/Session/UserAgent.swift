/// The user agent that every request carries.
enum UserAgent {
    /// `sesame/0.1 app/<id>`, the id cut to the 50 characters that the AWS SDKs allow.
    static func text(applicationID: String?) -> String {
        guard let applicationID, !applicationID.isEmpty else { return "sesame/0.1" }
        let allowed = applicationID.prefix(50).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return "sesame/0.1 app/\(String(allowed))"
    }
}
