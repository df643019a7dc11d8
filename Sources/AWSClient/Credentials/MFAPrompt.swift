/// A question for the six digits of a multi-factor device, before a role is assumed.
public struct MFAPrompt: Hashable, Sendable {
    /// The profile that asks for it.
    public var profile: String
    /// The device: a serial number or an ARN, from `mfa_serial`.
    public var serial: String

    /// Creates a question.
    public init(profile: String, serial: String) {
        self.profile = profile
        self.serial = serial
    }

    /// The sentence the AWS CLI asks with.
    public var text: String { "Enter MFA code for \(serial): " }
}
