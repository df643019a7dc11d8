public import HTTPClient

/// The outside world as the search for credentials sees it: nothing is read from anywhere else.
public struct CredentialContext: Sendable {
    /// The environment variables.
    public var environment: [String: String]
    /// The home directory; nil when nobody knows it.
    public var home: String?
    /// The files.
    public var files: any CredentialFiles
    /// The time.
    public var clock: any AWSClock
    /// Who carries requests.
    public var transport: any Transport
    /// Who runs a `credential_process`.
    public var processes: any ProcessRunner
    /// Asks the person for a multi-factor code; nil, or an answer of nil, means that none can be had.
    public var askForMFACode: (@Sendable (MFAPrompt) async -> String?)?
    /// Who is told of every attempt.
    public var observer: (any AWSObserver)?
    /// The gate for SES's control calls, shared by both callers.
    public var pacing: SESPacing
    /// A number from 0 up to 1 for the jitter of retry waits.
    public var random: @Sendable () -> Double

    /// Creates a context; files and processes are the machine's when left out.
    ///
    /// - Parameters:
    ///   - environment: The environment variables.
    ///   - home: The home directory; `HOME` of the environment when left out, where it is an absolute path.
    ///   - transport: Who carries requests.
    ///   - files: The files.
    ///   - clock: The time.
    ///   - processes: Who runs a `credential_process`.
    ///   - askForMFACode: Asks the person for a multi-factor code.
    ///   - observer: Who is told of every attempt.
    ///   - pacing: The gate for SES's control calls.
    ///   - random: A number from 0 up to 1.
    public init(
        environment: [String: String], home: String? = nil, transport: any Transport,
        files: any CredentialFiles = MachineFiles(), clock: any AWSClock = SystemClock(),
        processes: any ProcessRunner = MachineProcessRunner(),
        askForMFACode: (@Sendable (MFAPrompt) async -> String?)? = nil, observer: (any AWSObserver)? = nil,
        pacing: SESPacing = SESPacing(), random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.environment = environment
        self.home = home ?? environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        self.transport = transport
        self.files = files
        self.clock = clock
        self.processes = processes
        self.askForMFACode = askForMFACode
        self.observer = observer
        self.pacing = pacing
        self.random = random
    }
}
