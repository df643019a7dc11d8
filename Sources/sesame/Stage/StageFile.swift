import Design
import Simulator
import Stage
import Wizard

/// Stage files by name: those that come with the program, and those of a person.
enum StageFile {
    /// The names that stage files may use: the screens, and what can be broken.
    static func vocabulary() throws(Stop) -> StageVocabulary {
        StageVocabulary(screens: StageScript.screenNames, faults: try FaultMenu.faults())
    }

    /// The talk of a file, or one that comes with the program by its name.
    ///
    /// - Parameter name: a path, `-` for standard input, `talk`, `booth`, or nil for the ten minutes.
    /// - Returns: the talk.
    /// - Throws: `Stop` with 65 for a file that cannot be read or is no stage file.
    static func script(_ name: String?) throws(Stop) -> StageScript {
        let known = try vocabulary()
        do throws(StageFileProblem) {
            if let builtIn = BuiltInTalk(rawValue: name ?? BuiltInTalk.talk.rawValue) {
                return try builtIn.script(knowing: known)
            }
        } catch {
            throw stop(error)
        }
        let path = name ?? ""
        let text = try Input.text(path, .stage)
        do throws(StageFileProblem) {
            return try StageScript.read(text, file: path, knowing: known)
        } catch {
            throw stop(error)
        }
    }

    private static func stop(_ problem: StageFileProblem) -> Stop {
        Stop(code: .badData, name: "BadStageFile", message: problem.sentence)
    }
}
