import Design
import Files
import Wizard

/// Writing the files that a person asked for in the wizard.
enum OutputFiles {
    /// Writes all or none; files that differ are left alone.
    static func write(_ files: [OutputFile], to folder: String) -> Result<[String], Problem> {
        do throws(ArtifactFiles.Problem) {
            _ = try ArtifactFiles.write(files.map { ($0.name, $0.content) }, to: folder, force: false)
            return .success(files.map(\.name))
        } catch {
            switch error {
            case .differs(_, let names):
                return .failure(
                    Problem(
                        "Files of these names are in \(folder) and differ. Nothing was written.",
                        advice: names.joined(separator: ", "), short: "not written"))
            case .refused(let problem):
                return .failure(Problem(problem.sentence, advice: "Nothing was written.", short: "not written"))
            case .unfinished(let problem, let written):
                let advice = "Written before it: \(written.joined(separator: ", "))."
                return .failure(Problem(problem.sentence, advice: advice, short: "not all written"))
            }
        }
    }
}
