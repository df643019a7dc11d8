/// Why a call of the AWS CLI fails, with its exit code and what it says.
enum AWSProblem: Error, Sendable, Hashable {
    /// The words cannot be understood.
    case usage(String)
    /// An option is missing.
    case missing([String])
    /// A parameter's value cannot be read.
    case parameter(String, String)
    /// The input is not as the operation's model has it.
    case invalid(String)
    /// No credentials anywhere.
    case noCredentials
    /// No region anywhere.
    case noRegion
    /// A service said no.
    case service(code: String, message: String, operation: String, retries: Int)
    /// Something else went wrong; the text says what.
    case other(String)

    /// The exit code that the second version of the CLI documents.
    var code: Int {
        switch self {
        case .usage, .missing, .parameter, .invalid: 252
        case .noCredentials, .noRegion: 253
        case .service: 254
        case .other: 255
        }
    }

    /// What stands on standard error.
    var text: String {
        switch self {
        case .usage(let complaint): "\(Self.help)\naws: error: \(complaint)"
        case .missing(let options):
            "\(Self.help)\naws: error: the following arguments are required: \(options.joined(separator: ", "))"
        case .parameter(let option, let complaint): "Error parsing parameter '\(option)': \(complaint)"
        case .noCredentials: #"Unable to locate credentials. You can configure credentials by running "aws configure"."#
        case .noRegion:
            #"You must specify a region. You can also configure your region by running "aws configure"."#
        case .service(let code, let message, let operation, let retries):
            "An error occurred (\(code)) when calling the \(operation) operation"
                + (retries > 0 ? " (reached max retries: \(retries))" : "") + ": \(message)"
        case .other(let sentence), .invalid(let sentence): sentence
        }
    }

    private static let help = """
        usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
        To see help text, you can run:

          aws help
          aws <command> help
          aws <command> <subcommand> help

        """
}
