import AWSClient
import Calls
import Design

/// After which failures a step is tried again: IAM's changes take a while to be seen everywhere.
///
/// Source: the propagation rules of Terraform's AWS provider; IAM itself documents no number.
enum DelayRule {
    /// How long a step is tried at most, in seconds.
    static let limitSeconds = 120

    /// What is waited for; nil when trying again would not help.
    static func reason(
        for failure: AWSFailure, of call: Call, isRoleKnown: Bool
    ) -> String? {
        guard let error = failure.serviceError else { return nil }
        if error.code == "ConcurrentModification" { return "somebody else changes the same thing" }
        let message = error.message.lowercased()
        switch call.operation.misses {
        case .principalInSES:
            let isAboutPrincipal =
                ["InvalidPolicy", "BadRequestException", "InvalidPolicyException"].contains(error.code)
                && message.contains("principal")
            return isAboutPrincipal && isRoleKnown ? "IAM needs a moment to show the new role to SES" : nil
        case .role:
            return failure.isNotFound && isRoleKnown ? "IAM needs a moment to show the new role" : nil
        case .trustedPrincipal:
            return error.code == "MalformedPolicyDocument" && message.contains("invalid principal")
                ? "IAM needs a moment to show a new principal" : nil
        case .nothing: return nil
        }
    }

    /// Whether SES refuses a sending policy because the identity is not verified yet.
    static func isUnverified(_ failure: AWSFailure) -> Bool {
        guard let error = failure.serviceError else { return false }
        let message = error.message.lowercased()
        return message.contains("not verified") || message.contains("unverified")
            || message.contains("not been verified")
    }

    /// Whether SES refuses a sending policy because it does not know the role.
    static func isUnknownPrincipal(_ failure: AWSFailure) -> Bool {
        failure.serviceError?.message.lowercased().contains("principal") ?? false
    }

    /// How long to wait before the next try, in milliseconds: 1, 2, 4, 8, 8… seconds with jitter.
    static func pause(attempt: Int, random: Double) -> Int64 {
        let seconds = min(8, 1 << min(attempt, 3))
        return Int64(Double(seconds * 1000) * (0.75 + random / 2))
    }
}
