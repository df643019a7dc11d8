import HTTPClient
import Identifiers
import Wire

@testable import AWSClient

/// Values that tests share.
enum Fixtures {
    static let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", source: .environment)

    static let temporary = Credentials(
        accessKeyID: "ASIAEXAMPLE", secretAccessKey: "secret/of+temporary", sessionToken: "token/of+temporary==",
        source: .environment)

    static func region(_ text: String = "eu-west-1") throws -> Region { try Region(text) }

    /// The account that sessions are bound to.
    static let account = "111122223333"

    /// A session over a stub, bound to an account that STS has named for the example keys already.
    static func session(
        _ transport: any Transport, clock: any AWSClock = VirtualClock(), observer: (any AWSObserver)? = nil,
        provider: (any CredentialsProvider)? = nil, endpoints: EndpointSettings = EndpointSettings(),
        retry: RetrySettings = RetrySettings(), pacing: SESPacing = SESPacing(), region: String = "eu-west-1"
    ) throws -> AWSSession {
        let session = AWSSession(
            label: "EKS account", region: try Region(region), provider: provider ?? StaticCredentials(credentials),
            transport: transport, endpoints: endpoints, retry: retry, clock: clock, observer: observer,
            pacing: pacing, random: { 1 }
        ).bound(to: try AccountID(account))
        for key in [credentials, temporary] { session.state.remember(account: account, ofKey: key.accessKeyID) }
        return session
    }
}
