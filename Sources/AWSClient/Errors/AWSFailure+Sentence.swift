import HTTPClient

extension AWSFailure {
    /// What happened and, where it can be known, what to do: one or two sentences.
    public var sentence: String {
        switch self {
        case .service(let error):
            let message = error.message.isEmpty ? "" : ": \(error.message)"
            let id = error.requestID.map { " (request \($0))" } ?? ""
            let advice = AWSFailure.advice(for: error).map { ". \($0)" } ?? ""
            return "\(error.call.words) was refused with \(error.code)\(message)\(id)\(advice)"
        case .transport(let error, let call):
            let tries = call.attempts > 1 ? " after \(call.attempts) attempts" : ""
            return "\(call.words) got no answer\(tries). \(error.sentence)"
        case .notAWS(let answer): return answer.sentence
        case .credentials(let error): return error.sentence
        case .malformed(let answer):
            return "\(answer.call.words) was answered without \(answer.field). If the endpoint is not AWS's own, "
                + "it does not support this operation; otherwise try again."
        case .endpoint(let error, _): return error.sentence
        case .otherAccount(let other): return other.sentence
        case .unbound(let call):
            return "\(call.words) was not sent: nobody had checked whose account it would go to. Please report this."
        case .cancelled: return "Cancelled."
        }
    }

    /// What to do about credentials that AWS does not take, without period; nil where the message says enough.
    private static func advice(for error: AWSError) -> String? {
        switch error.code {
        case "ExpiredToken", "ExpiredTokenException": "Sign in again, or renew the keys of this caller"
        case "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId":
            "AWS does not know these keys: check the profile, and that the keys still exist"
        case "SignatureDoesNotMatch", "InvalidSignatureException":
            "The secret access key does not belong to the access key, or something on the way changed the request"
        case "RequestExpired": "Set this computer's clock"
        default: nil
        }
    }

    /// One word for logs: the error code, or the kind of failure.
    var word: String {
        switch self {
        case .service(let error): error.code
        case .transport(let error, _): AWSFailure.word(for: error)
        case .notAWS(let answer): "not AWS (\(answer.kind.word))"
        case .credentials: "no credentials"
        case .malformed(let answer): "missing \(answer.field)"
        case .endpoint: "no endpoint"
        case .otherAccount: "another account"
        case .unbound: "account not checked"
        case .cancelled: "cancelled"
        }
    }

    private static func word(for error: TransportError) -> String {
        switch error {
        case .cancelled: "cancelled"
        case .cannotResolve, .cannotResolveProxy: "name not found"
        case .refused: "connection refused"
        case .unreachable: "unreachable"
        case .timedOut: "timed out"
        case .tls: "TLS failed"
        case .reset: "connection reset"
        case .truncated: "answer cut off"
        case .tooLarge: "answer too large"
        case .plainHTTPRefused: "plain HTTP refused"
        case .proxyRefused: "proxy refused"
        default: "not sent"
        }
    }
}

extension OtherAccount {
    /// Whose the credentials are now, and that nothing was done with them.
    public var sentence: String {
        let who = caller.isEmpty ? "" : " (\(caller))"
        return "The credentials of the \(call.label) belong to account \(found)\(who), not to \(expected). "
            + (call.attempts == 0
                ? "Nothing was asked with them."
                : "\(call.service.displayName) \(call.operation) was not sent with them.")
    }
}

extension NotAWSAnswer {
    /// What answered instead of AWS and what to do.
    public var sentence: String {
        let shown = excerpt.isEmpty ? "" : ", beginning \"\(excerpt.prefix(80))\""
        let advice = "Check proxy settings, VPN and the endpoint."
        return switch kind {
        case .html: "\(call.words) was answered with a web page (HTTP \(status)\(shown)), not by AWS. \(advice)"
        case .empty: "\(call.words) was answered with nothing (HTTP \(status)). \(advice)"
        case .truncated: "The answer to \(call.words) breaks off (HTTP \(status)\(shown)). Try again. \(advice)"
        case .redirect(let target):
            "\(call.words) was redirected to \(target) (HTTP \(status)), which signed requests never follow. \(advice)"
        case .unknown: "\(call.words) was answered with something that is not AWS (HTTP \(status)\(shown)). \(advice)"
        }
    }
}

extension NotAWSAnswer.Kind {
    /// One word for logs.
    var word: String {
        switch self {
        case .html: "HTML"
        case .empty: "empty"
        case .truncated: "truncated"
        case .redirect: "redirect"
        case .unknown: "unknown"
        }
    }
}
