import Design
import Wire

/// The answers of a run: the file, and the flags over it.
enum AnswersSource {
    /// Reads the answers file, where one is named, and lays the flags over it.
    static func read(_ options: CommonOptions) throws(Stop) -> Answers {
        var answers = Answers()
        if let path = options.answersFile { answers = try file(path) }
        answers.merge(try options.flagAnswers())
        return answers
    }

    /// The answers of a file.
    static func file(_ path: String) throws(Stop) -> Answers {
        let text = try Input.text(path, .answers)
        do {
            return try AnswersReader.read(text, file: path)
        } catch {
            throw Stop(code: .badData, name: "BadAnswers", message: error.sentence)
        }
    }

    /// The answers of a run that asks nobody: the file's, or with `--demo` those of the demo.
    static func offline(_ options: CommonOptions) throws(Stop) -> Answers {
        guard options.demo, options.answersFile == nil else { return try required(options) }
        var answers = try DemoWorld.offlineAnswers()
        answers.merge(try options.flagAnswers())
        return answers
    }

    /// The answers of a run that cannot do without a file.
    static func required(_ options: CommonOptions) throws(Stop) -> Answers {
        guard options.answersFile != nil || options.demo else {
            throw Stop(
                code: .usage, name: "NoAnswers",
                message: "This needs --answers FILE. \"sesame setup\" asks the questions and writes such a file.")
        }
        return try read(options)
    }
}
