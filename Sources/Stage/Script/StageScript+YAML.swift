import Wire

extension StageScript {
    /// The form of stage files.
    public static let schema = "sesame/stage/v1"

    /// Reads a stage file and says everything that is wrong in it at once.
    ///
    /// What it may hold is `Resources/data/stage.schema.json`. A file without `schema` is of this version.
    ///
    /// - Parameters:
    ///   - text: the whole file, YAML or JSON.
    ///   - file: the file as the person named it.
    ///   - known: the names of screens and faults.
    /// - Returns: the talk.
    /// - Throws: ``StageFileProblem``.
    public static func read(
        _ text: String, file: String, knowing known: StageVocabulary
    ) throws(StageFileProblem) -> StageScript {
        let root: YAMLNode
        do throws(DocumentError) {
            let documents = try YAMLNode.parse(text)
            if let second = documents.dropFirst().first {
                throw DocumentError(
                    .yaml, .unexpected(found: "\(documents.count)", expected: "one document"), at: second.position)
            }
            guard let document = documents.first else { throw DocumentError(.yaml, .empty, at: .start) }
            root = document
        } catch {
            throw StageFileProblem(file: file, errors: [error])
        }
        var reader = StageReader(known: known)
        let script = reader.script(root)
        guard reader.errors.isEmpty else {
            let errors = reader.errors.sorted { $0.position < $1.position }
            let told = errors.prefix(StageFileProblem.limit)
            throw StageFileProblem(file: file, errors: Array(told), more: errors.count - told.count)
        }
        return script
    }
}
