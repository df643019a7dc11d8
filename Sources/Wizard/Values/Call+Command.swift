import Calls
import Wire

extension Call {
    /// The command of the AWS CLI or kubectl that does the same, a line for a POSIX shell.
    func shellLine(profile: String?) -> String {
        CommandLine(self, profile: profile).words.map(ShellQuoting.word).joined(separator: " ")
    }
}
