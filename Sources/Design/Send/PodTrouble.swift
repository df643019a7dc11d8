public import Calls
import Wire

/// Why the AWS CLI in a pod did not do what it was asked for, as its own words say.
public enum PodTrouble: Hashable, Sendable {
    /// A service refused an operation; the failure has service, operation, code and message.
    case refused(CallFailure)
    /// A service did not answer: which, and whether it may have got the request.
    case noAnswer(service: String, mayHaveHappened: Bool)
    /// It found no credentials.
    case noCredentials
    /// It may not read the token.
    case unreadableToken
    /// There is no such program in the image.
    case noProgram
    /// Something else.
    case other

    /// Reads what the program wrote.
    ///
    /// - Parameters:
    ///   - errors: Its standard error, or the cluster's refusal to start it.
    ///   - exitCode: Its exit code; nil where it was never started.
    ///   - region: The region that was asked.
    ///   - account: The account that the caller belongs to.
    public init(_ errors: String, exitCode: Int?, region: String, account: String) {
        if let failure = Self.refusal(errors, region: region, account: account) {
            self = .refused(failure)
        } else if let service = Self.silent(errors) {
            // What was never connected was never asked.
            let isConnected =
                !errors.contains("Connect timeout on endpoint URL") && !errors.contains("Could not connect to")
            self = .noAnswer(service: service, mayHaveHappened: isConnected)
        } else if errors.contains("Unable to locate credentials") || errors.contains("NoCredentialProviders") {
            self = .noCredentials
        } else if errors.contains("ermission denied"), errors.contains("/serviceaccount/token") {
            self = .unreadableToken
        } else if errors.contains("executable file not found") || exitCode == 127
            || exitCode == nil && errors.contains("no such file or directory")
        {
            self = .noProgram
        } else {
            self = .other
        }
    }

    /// `An error occurred (CODE) when calling the OPERATION operation: MESSAGE`, as botocore writes it.
    private static func refusal(_ text: String, region: String, account: String) -> CallFailure? {
        guard let opening = text.firstRange(of: "An error occurred ("),
            let close = text[opening.upperBound...].firstIndex(of: ")"),
            let calling = text[close...].firstRange(of: " when calling the "),
            let end = text[calling.upperBound...].firstRange(of: " operation")
        else { return nil }
        let operation = String(text[calling.upperBound..<end.lowerBound])
        guard !operation.contains(" "), let colon = text[end.upperBound...].firstRange(of: ": ") else { return nil }
        // Between both stands how often it was tried: ` (reached max retries: 2)`.
        var start = colon.upperBound
        if text[end.upperBound...].hasPrefix(" (reached max retries"),
            let next = text[start...].firstRange(of: "): ")
        {
            start = next.upperBound
        }
        var failure = CallFailure(
            .doubtful, code: String(text[opening.upperBound..<close]), message: text[start...].trimmingWhitespace,
            service: operation.hasPrefix("AssumeRole") || operation == "GetCallerIdentity" ? "sts" : "ses",
            operation: operation)
        failure.account = account
        failure.region = region
        return failure
    }

    /// The service whose endpoint did not answer: `sts`, `email`.
    private static func silent(_ text: String) -> String? {
        let signs = [
            "Connect timeout on endpoint URL", "Could not connect to the endpoint URL",
            "Read timeout on endpoint URL", "Connection was closed before we received a valid response",
        ]
        guard signs.contains(where: text.contains), let scheme = text.firstRange(of: "https://") else { return nil }
        let host = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "\"" && $0 != ":" }
        return host.split(separator: ".").first.map(String.init)
    }
}
