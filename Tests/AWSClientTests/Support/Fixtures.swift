import AWSClient
import HTTPClient
import Identifiers
import Wire

/// Values that tests share.
enum Fixtures {
    static let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", source: .environment)

    static let temporary = Credentials(
        accessKeyID: "ASIAEXAMPLE", secretAccessKey: "secret/of+temporary", sessionToken: "token/of+temporary==",
        source: .environment)

    static func region(_ text: String = "eu-west-1") throws -> Region { try Region(text) }

    /// A session over a stub.
    static func session(
        _ transport: any Transport, clock: any AWSClock = VirtualClock(), observer: (any AWSObserver)? = nil,
        provider: (any CredentialsProvider)? = nil, endpoints: EndpointSettings = EndpointSettings(),
        retry: RetrySettings = RetrySettings(), pacing: SESPacing = SESPacing(), region: String = "eu-west-1"
    ) throws -> AWSSession {
        AWSSession(
            label: "EKS account", region: try Region(region), provider: provider ?? StaticCredentials(credentials),
            transport: transport, endpoints: endpoints, retry: retry, clock: clock, observer: observer,
            pacing: pacing, random: { 1 })
    }
}
