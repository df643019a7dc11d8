import Wizard

/// Writing the files that a person asked for in the wizard.
enum OutputFiles {
    /// Writes all or none; files that differ are left alone.
    static func write(_ files: [OutputFile], to folder: String) -> Result<[String], Trouble> {
        do {
            _ = try ArtifactFiles.write(files.map { ($0.name, $0.content) }, to: folder, force: false)
            return .success(files.map(\.name))
        } catch let problem as ArtifactFiles.Differs {
            return .failure(
                Trouble(
                    "Files of these names are in \(folder) and differ. Nothing was written.",
                    advice: problem.names.joined(separator: ", "), short: "not written"))
        } catch let problem as FileSystem.Problem {
            return .failure(Trouble(problem.sentence, advice: "Nothing was written.", short: "not written"))
        } catch {
            return .failure(Trouble("\(error)", short: "not written"))
        }
    }
}
