import AWSClient
import Wire

/// Credentials of a role that another caller assumes, renewed before they end.
actor AssumedRoleCredentials: CredentialsProvider {
    private let caller: AWSSession
    private let role: String
    private let sessionName: String
    private let externalID: String?
    private var held: Credentials?

    init(_ caller: AWSSession, role: String, sessionName: String, externalID: String?) {
        self.caller = caller
        self.role = role
        self.sessionName = sessionName
        self.externalID = externalID
    }

    func credentials() async throws(CredentialError) -> Credentials {
        if let held, let end = held.expiration, caller.clock.now.seconds(since: end) < -300 { return held }
        do {
            let assumed = try await STS(caller).assumeRole(role, sessionName: sessionName, externalID: externalID)
                .credentials
            held = assumed
            return assumed
        } catch .service(let error) {
            throw .refused(profile: nil, error: error)
        } catch .cancelled {
            throw .cancelled
        } catch {
            throw .unreachable(source: "role \(role)", problem: error.sentence)
        }
    }

    func forget() async { held = nil }
}

extension AWSSession {
    /// The same settings with the credentials of a role that this caller assumes.
    func assuming(role: String, sessionName: String? = nil, externalID: String? = nil) -> AWSSession {
        acting(
            with: AssumedRoleCredentials(
                self, role: role, sessionName: sessionName ?? "sesame", externalID: externalID))
    }
}
