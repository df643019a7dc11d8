import ArgumentParser
import Design

/// The options that every command about a setup takes.
typealias CommonOptions = SetupOptions<OutputFormat>

/// The options that every command about a setup takes, with the forms of output that it has.
struct SetupOptions<Format: FormatOption>: ParsableArguments {
    @Option(
        name: .customLong("answers"), help: ArgumentHelp("Answers file, YAML or JSON.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var answersFile: String?

    @Option(help: ArgumentHelp("Profile for the EKS account.", valueName: "name"))
    var eksProfile: String?

    @Option(help: ArgumentHelp("Profile for the SES account.", valueName: "name"))
    var sesProfile: String?

    @Option(help: ArgumentHelp("Region of the cluster.", valueName: "region"))
    var eksRegion: String?

    @Option(help: ArgumentHelp("Region of the SES identity.", valueName: "region"))
    var sesRegion: String?

    @Option(
        help: ArgumentHelp("Kubeconfig file instead of KUBECONFIG and ~/.kube/config.", valueName: "file"),
        completion: .file())
    var kubeconfig: String?

    @Option(help: ArgumentHelp("Context of the kubeconfig.", valueName: "name"))
    var context: String?

    @Flag(help: "Run the kubeconfig's exec plugin for credentials without asking first.")
    var execPlugins = false

    @Option(help: ArgumentHelp("Endpoint to use for all AWS calls.", valueName: "url"))
    var endpointURL: String?

    @Flag(help: "Use the embedded simulator instead of AWS.")
    var demo = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("\(Format.help)", valueName: "format"))
    var output: Format = Format.standard

    @Flag(help: "Write a log of every call to standard error, secrets removed.")
    var debug = false

    @Flag(help: "Write bodies of AWS calls into that log too, secrets removed.")
    var debugBodies = false

    @Option(help: ArgumentHelp("Write that log to a file instead.", valueName: "file"), completion: .file())
    var logFile: String?

    @Flag(help: "Never ask; fail where an answer is needed.")
    var noInput = false

    @OptionGroup var look: ScreenOptions

    /// What the flags say, as answers.
    func flagAnswers() throws(Stop) -> Answers {
        var answers = Answers()
        let values: [(FieldID, String, String?)] = [
            (.eksProfile, "--eks-profile", eksProfile), (.sesProfile, "--ses-profile", sesProfile),
            (.eksRegion, "--eks-region", eksRegion), (.sesRegion, "--ses-region", sesRegion),
            (.kubernetesContext, "--context", context),
        ]
        for (field, flag, value) in values {
            guard let value else { continue }
            do {
                try answers.set(value, for: field, from: .flag(flag))
            } catch {
                throw Stop(code: .usage, name: "BadOption", message: "\(flag): \(error.sentence)")
            }
        }
        return answers
    }
}
