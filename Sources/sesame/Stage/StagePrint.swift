import Design
import Stage

/// `sesame stage --print`: the presenter's sheet.
enum StagePrint {
    /// Writes the sheet of a talk to standard output.
    ///
    /// - Parameter name: a file, a talk that comes with the program, or nil for the ten minutes.
    /// - Returns: 0.
    /// - Throws: `Stop` with 65 for a file that is broken.
    static func run(_ name: String?) throws(Stop) -> ExitCode {
        let sheet = StageSheet.markdown(try StageFile.script(name), knowing: try StageFile.vocabulary())
        Console.text(sheet)
        return .success
    }
}
