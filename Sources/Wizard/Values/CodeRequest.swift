/// A multi-factor code that a caller's credentials need before AWS answers.
public struct CodeRequest: Hashable, Sendable {
    /// What the effect runner knows the question by.
    public var id: Int
    /// The profile whose role wants the code.
    public var profile: String
    /// The device, as the profile names it: an ARN or a serial number.
    public var serial: String

    /// A request.
    public init(id: Int, profile: String, serial: String) {
        self.id = id
        self.profile = profile
        self.serial = serial
    }
}
