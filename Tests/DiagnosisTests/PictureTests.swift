import Calls
import Design
import Diagnosis
import Identifiers
import TestAnswers
import Testing
import Wire

/// The pictures' rows: what they show is what the checks judge.
@Suite struct PictureTests {
    private func pods(
        _ pods: [JSONValue], annotation: String? = World.roleARN,
        _ change: (inout Observations, DelegateSending) throws -> Void = { _, _ in }
    ) throws -> PodsPicture {
        let design = try World.design()
        var seen = try World.whole(design)
        seen.say(
            World.account(design), World.serviceAccount(annotation.map { [("eks.amazonaws.com/role-arn", $0)] } ?? []))
        seen.say(World.pods(design), World.list(pods))
        try change(&seen, design)
        return try #require(PodsPicture(Subject(try World.answers()), seen, at: World.now))
    }

    @Test func `each kind of pod has its words in the columns`() throws {
        let keys: [(String, String?)] = World.injected + [("AWS_ACCESS_KEY_ID", nil), ("AWS_SECRET_ACCESS_KEY", nil)]
        let own: [(String, String?)] = [("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/other")]
        let old: [(String, String?)] = [
            ("AWS_ROLE_ARN", World.roleARN),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/secrets/kubernetes.io/serviceaccount/token"),
        ]
        let identity: [(String, String?)] = [("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1")]
        let bare = World.container("side", [], isInjected: false)
        let cases: [(JSONValue, String, String, PodsPicture.Standing)] = [
            (World.pod(), "as named", "aud right", .right),
            (World.bare("old", made: "2025-09-29T17:40:00Z"), "none", "none", .wrong),
            (World.bare("new"), "none", "none", .wrong),
            (World.pod(containers: [World.container("web", keys)]), "own keys", "not used", .wrong),
            (World.pod(containers: [World.container("web", own, isInjected: false)]), "own role", "not read", .wrong),
            (World.pod(containers: [World.container("web", old, isInjected: false)]), "as set", "old kind", .wrong),
            (
                World.pod(
                    labels: [("eks.amazonaws.com/skip-pod-identity-webhook", "true")],
                    containers: [World.container("web", [], isInjected: false)]), "skipped", "none", .wrong
            ),
            (World.pod(containers: [World.container("web"), bare]), "in part", "in part", .risk),
            (
                World.pod(containers: [World.container("web", identity, isInjected: false)]), "pod identity", "its own",
                .unknown
            ),
        ]
        for (pod, role, token, standing) in cases {
            let row = try #require(try pods([pod]).rows?.first)
            #expect([row.role, row.token] == [role, token] && row.standing == standing, "\(row)")
        }
    }

    @Test func `the answer counts what is wrong, and says what it cannot tell`() throws {
        let old = World.bare("a", made: "2025-09-29T17:40:00Z")
        #expect(try pods([World.pod()]).answer == (.right, "yes"))
        #expect(try pods([World.pod(), World.pod("b")]).answer == (.right, "yes, all 2"))
        #expect(
            try pods([old, World.pod(), World.bare("c", made: "2025-09-29T17:41:00Z")]).answer == (
                .wrong, "no, 2 of 3 are old"
            ))
        #expect(try pods([old]).answer == (.wrong, "no, the pod is old"))
        #expect(try pods([]).answer == (.unknown, "cannot tell, there is no pod"))
        #expect(try pods([World.pod()], annotation: nil).answer == (.wrong, "no, the service account names no role"))
        let unread = try pods([]) { seen, design in
            for call in [World.account(design), World.pods(design), Read.webhook().call] {
                seen.fail(call, .unreachable("no way"))
            }
        }
        #expect(unread.answer == (.unknown, "cannot tell") && unread.rows == nil)
        #expect(unread.sources.map(\.standing) == [.unknown, .unknown])
    }

    @Test func `more than six pods are told by owner`() throws {
        let old = (0..<12).map { World.bare("old\($0)", made: "2025-09-29T17:40:00Z") }
        let picture = try pods(old + [World.pod("x"), World.pod("y")])
        #expect(picture.groups?.map(\.name) == ["deployment web"])
        #expect(picture.groups?.map(\.words) == ["12 of 14 old"])
        #expect(try pods([World.pod()]).groups == nil)
    }

    @Test func `the caller is a node where its session is an instance`() throws {
        for (session, isNode) in [
            ("i-0123456789abcdef0", true), ("i-01234567", true), ("demo", false), ("i-web", false),
        ] {
            var seen = Observations()
            seen.say(
                .getCallerIdentity(.eks),
                [
                    "Account": "111122223333", "UserId": "AROAEXAMPLE:x",
                    "Arn": .string("arn:aws:sts::111122223333:assumed-role/node/\(session)"),
                ])
            #expect(PodsPicture.isCallerNode(seen) == isNode, "\(session)")
        }
    }

    @Test func `identities, sandboxes and quotas stand account by account`() throws {
        let design = try World.design()
        let diagnosis = try World.diagnosis()
        let seen = try World.whole(design)
        let picture = try #require(DoorsPicture(diagnosis, seen))
        #expect(picture.rows.map(\.short) == ["sender", "receiver", "sandbox", "today"])
        #expect(picture.rows[0].eks.words == "not needed" && picture.rows[0].ses.words == "verified")
        #expect(picture.rows[1].ses.words == "not needed" || picture.rows[1].ses.words == "verified")
        #expect(picture.rows[2].eks.words == "yes" && picture.eksHeading == "counts for this message")
        var dark = Observations()
        dark.fail(Read.sendingAccount(.eks, in: design.sesRegion).call, CallFailure(.denied))
        let unread = try #require(DoorsPicture(diagnosis, dark))
        #expect(unread.rows.dropFirst(2).allSatisfy { $0.eks.words == "not read" && $0.eks.mark == "?" })
    }
}
