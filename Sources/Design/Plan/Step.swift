public import Calls
import Wire

/// One call that apply makes, with what belongs to it in this setup.
///
/// The call is complete but for what only the world can give: the unique ID of a role that is made on the way, which
/// marks the sending policy. Who applies works the steps out again once a need was written.
public struct Step: Hashable, Sendable {
    /// The call.
    public let call: Call
    /// The ARN that the call is about, which a permission for it has to cover; `*` for calls to the cluster.
    public let target: String
    /// The artifact that holds the call's document or object.
    public let file: ArtifactName?
    /// The calls that take back what this one did, in their order; empty where nothing is to be taken back.
    public let undo: [Call]
    /// What may have happened when the answer was lost, and what to look at: a sentence.
    public let ifLost: String

    /// A step.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - target: The ARN that the call is about.
    ///   - file: The artifact that holds the call's document or object.
    ///   - undo: What takes it back.
    ///   - ifLost: What may have happened when the answer was lost; the call's own words when left out.
    init(
        _ call: Call, on target: String = "*", file: ArtifactName? = nil, undo: [Call] = [], ifLost: String? = nil
    ) {
        self.call = call
        self.target = target
        self.file = file
        self.undo = undo
        self.ifLost = ifLost ?? "\(call.words) may have been carried out; sesame plan shows whether it was."
    }

    /// The command of the AWS CLI or kubectl that does the same, a line for a POSIX shell.
    ///
    /// - Parameter profile: The AWS profile to name; nil names none.
    /// - Returns: The line, without a line end.
    public func command(profile: String? = nil) -> String { commandWords(profile: profile).joined(separator: " ") }

    /// The words of the command, each quoted as a POSIX shell needs it.
    ///
    /// - Parameter profile: The AWS profile to name; nil names none.
    /// - Returns: The words; a line may be broken between them, and nowhere else.
    public func commandWords(profile: String? = nil) -> [String] {
        CommandLine(call, file: file?.rawValue, profile: profile).words.map(ShellQuoting.word)
    }
}

extension CommandLine {
    /// The command as a line for a POSIX shell, without a line end.
    public var shellLine: String { words.map(ShellQuoting.word).joined(separator: " ") }
}
