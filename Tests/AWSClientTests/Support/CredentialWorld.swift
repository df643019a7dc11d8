import AWSClient
import Digest
import Foundation
import HTTPClient
import Wire

/// A machine with credentials in chosen places; each place gives a key named after it.
struct CredentialWorld {
    enum Place: String, CaseIterable, Sendable {
        case environment, assumeRole, webIdentity, sso, credentialsFile, login, process, configFile, container, metadata
    }

    var places: Set<Place>
    var environment: [String: String] = ["HOME": "/home/me", "AWS_REGION": "eu-west-1", "AWS_PROFILE": "p"]
    var files: [String: String] = [:]
    let clock = VirtualClock("2026-01-02T03:04:05Z")
    let observer = RecordingObserver(bodies: true)
    let asked = MutexBox<[MFAPrompt]>([])
    var code: String? = "123456"

    init(_ places: Set<Place>) {
        self.places = places
        var config = "[profile p]\nregion = eu-west-1\n"
        var credentials = "[base]\naws_access_key_id = BASE\naws_secret_access_key = base-secret\n"
        if places.contains(.environment) {
            environment["AWS_ACCESS_KEY_ID"] = "environment"
            environment["AWS_SECRET_ACCESS_KEY"] = "environment-secret"
        }
        if places.contains(.assumeRole) {
            config += "role_arn = arn:aws:iam::111122223333:role/R\nsource_profile = base\n"
        }
        if places.contains(.webIdentity) {
            environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/token"
            environment["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/W"
            files["/token"] = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln\n"
        }
        if places.contains(.sso) {
            config += "sso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Admin\n"
        }
        if places.contains(.credentialsFile) {
            credentials += "[p]\naws_access_key_id = credentialsFile\naws_secret_access_key = file-secret\n"
        }
        if places.contains(.login) {
            config += "login_session = me\n"
            // SHA-256 of "me".
            files["/home/me/.aws/login/cache/2744ccd10c7533bd736ad890f9dd5cab2adb27b07d500b9493f29cdc420cb2e0.json"] =
                "{\"accessToken\":{\"accessKeyId\":\"login\",\"secretAccessKey\":\"login-secret\",\"sessionToken\":"
                + "\"login-token\",\"accountId\":\"111122223333\",\"expiresAt\":\"2026-01-02T04:00:00Z\"}}"
        }
        if places.contains(.process) { config += "credential_process = give-keys --for p\n" }
        if places.contains(.configFile) {
            config += "aws_access_key_id = configFile\naws_secret_access_key = config-secret\n"
        }
        if places.contains(.container) { environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/creds" }
        config += "[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = https://corp.example.com/start\n"
        files["/home/me/.aws/config"] = config
        files["/home/me/.aws/credentials"] = credentials
        files[CredentialWorld.ssoPath("corp")] = CredentialWorld.ssoToken
    }

    /// Where the AWS CLI keeps the token of a sign-in.
    static func ssoPath(_ name: String) -> String {
        "/home/me/.aws/sso/cache/\(Hex.encode(SHA1.hash(Array(name.utf8)))).json"
    }

    static let ssoToken = """
        {"startUrl":"https://corp.example.com/start","region":"eu-central-1","accessToken":"sso-access-token",\
        "expiresAt":"2026-01-02T09:00:00Z","clientId":"client","clientSecret":"client-secret-value",\
        "registrationExpiresAt":"2026-03-01T00:00:00Z","refreshToken":"refresh-token-value"}
        """

    func context(_ memory: MemoryFiles? = nil, _ transport: StubTransport? = nil) -> CredentialContext {
        let places = places
        let asked = asked
        let code = code
        return CredentialContext(
            environment: environment, transport: transport ?? StubTransport { CredentialWorld.answer($0, places) },
            files: memory ?? MemoryFiles(files), clock: clock,
            processes: FakeProcesses(output: CredentialWorld.processOutput),
            askForMFACode: { prompt in
                asked.change { $0.append(prompt) }
                return code
            }, observer: observer, random: { 0 })
    }

    static let processOutput = """
        {"Version":1,"AccessKeyId":"process","SecretAccessKey":"process-secret","SessionToken":"process-token",\
        "Expiration":"2026-01-02T05:00:00+01:00"}
        """

    static func answer(_ request: HTTPRequest, _ places: Set<Place>) -> StubTransport.Reply {
        let body = String(decoding: request.body, as: UTF8.self)
        if body.hasPrefix("Action=AssumeRoleWithWebIdentity") { return assumed("webIdentity", "WithWebIdentity") }
        if body.hasPrefix("Action=AssumeRole") { return assumed("assumeRole", "") }
        if request.url.hasPrefix("https://portal.sso.") {
            return .http(
                200,
                "{\"roleCredentials\":{\"accessKeyId\":\"sso\",\"secretAccessKey\":\"sso-secret\",\"sessionToken\":"
                    + "\"sso-token\",\"expiration\":1767330000000}}")
        }
        if request.url == "http://169.254.170.2/creds" {
            return .http(
                200,
                "{\"AccessKeyId\":\"container\",\"SecretAccessKey\":\"container-secret\",\"Token\":\"container-token\","
                    + "\"Expiration\":\"2026-01-02T09:00:00Z\"}")
        }
        guard places.contains(.metadata), request.url.hasPrefix("http://169.254.169.254/latest/") else {
            return .failure(.timedOut(.connecting, host: "x"))
        }
        if request.url.hasSuffix("api/token") { return .http(200, "imds-session-token") }
        if request.url.hasSuffix("security-credentials/") { return .http(200, "node-role\n") }
        return .http(
            200,
            "{\"Code\":\"Success\",\"AccessKeyId\":\"metadata\",\"SecretAccessKey\":\"metadata-secret\","
                + "\"Token\":\"metadata-token\",\"Expiration\":\"2026-01-02T09:00:00Z\"}")
    }

    static func assumed(_ key: String, _ suffix: String, end: String = "2026-01-02T04:04:05Z") -> StubTransport.Reply {
        .http(
            200,
            "<AssumeRole\(suffix)Response><AssumeRole\(suffix)Result><Credentials><AccessKeyId>\(key)</AccessKeyId>"
                + "<SecretAccessKey>\(key)-secret</SecretAccessKey><SessionToken>\(key)-token</SessionToken>"
                + "<Expiration>\(end)</Expiration></Credentials><AssumedRoleUser><Arn>"
                + "arn:aws:sts::111122223333:assumed-role/R/s</Arn><AssumedRoleId>AROAX:s</AssumedRoleId>"
                + "</AssumedRoleUser></AssumeRole\(suffix)Result></AssumeRole\(suffix)Response>")
    }
}

/// A program that prints what it is told to.
final class FakeProcesses: ProcessRunner {
    let output: String
    let status: Int32
    let errors: String
    private let calls = MutexBox<[[String]]>([])

    init(output: String, status: Int32 = 0, errors: String = "") {
        self.output = output
        self.status = status
        self.errors = errors
    }

    var runs: [[String]] { calls.value }

    func run(_ arguments: [String], environment: [String: String], timeoutSeconds: Int) async throws(ProcessError)
        -> ProcessOutput
    {
        calls.change { $0.append(arguments) }
        return ProcessOutput(status: status, output: Array(output.utf8), errors: Array(errors.utf8))
    }
}
