import Design
import Wire

/// Why a command ends early: its exit code, and the problem with all its facts.
///
/// With `-o json` it becomes the document `sesame/error/v1` on standard output, else one sentence on standard error.
struct Stop: Error {
    /// The exit code.
    var code: ExitCode
    /// What is wrong and what to do.
    var problem: Problem

    /// A command that cannot go on by itself.
    ///
    /// - Parameters:
    ///   - code: The exit code.
    ///   - name: A stable word for programs: `BadAnswers`.
    ///   - message: What is wrong and what to do, for people.
    init(code: ExitCode, name: String, message: String) {
        self.code = code
        problem = Problem(message, code: name, exitCode: code)
    }

    /// Something that was asked for did not work.
    init(_ problem: Problem) {
        code = problem.exitCode
        self.problem = problem
    }
}
