import Testing
import Wire

@testable import Simulator

/// Who is recognised, and how everybody else is refused.
struct SignatureTests {
    @Test func `a signed caller learns who it is`() throws {
        let test = try TestWorld()
        let answer = try test.query("sts", "GetCallerIdentity")
        #expect(answer.status == 200)
        #expect(answer.element("Account") == TestWorld.eks)
        #expect(answer.element("Arn") == "arn:aws:iam::111122223333:user/eks-admin")
        #expect(answer.element("UserId")?.hasPrefix("AIDA") == true)
        #expect(answer.element("RequestId")?.isEmpty == false)
    }

    @Test func `a wrong secret is refused by every service in its own form`() throws {
        let test = try TestWorld()
        var signer = try test.signer("eks", "sts")
        signer.secret += "x"
        let text =
            "The request signature we calculated does not match the signature you provided. Check your AWS "
            + "Secret Access Key and signing method. Consult the service documentation for details."
        #expect(
            try test.query("sts", "GetCallerIdentity", signer: signer).refusal == "403 SignatureDoesNotMatch \(text)")
        #expect(try test.query("ses", "GetSendQuota", signer: signer).refusal == "403 SignatureDoesNotMatch \(text)")
        #expect(
            try test.rest("eks", "GET", "/clusters", signer: signer).refusal == "403 InvalidSignatureException \(text)")
    }

    @Test func `one changed byte anywhere is refused`() throws {
        let test = try TestWorld()
        let signer = try test.signer("eks", "sts")
        let body = Array("Action=GetCallerIdentity&Version=2011-06-15".utf8)
        let signed = signer.sign(
            RawRequest(method: "POST", target: "/?a=b", headers: [("Host", "127.0.0.1:4566")], body: body),
            at: test.world.now)
        #expect(test.send(signed).status == 200)
        var changed = signed
        changed.body.append(0x26)
        #expect(test.send(changed).code == "SignatureDoesNotMatch")
        changed = signed
        changed.target = "/?a=c"
        #expect(test.send(changed).code == "SignatureDoesNotMatch")
        changed = signed
        changed.method = "PUT"
        #expect(test.send(changed).code == "SignatureDoesNotMatch")
        changed = signed
        changed.headers[0].value = "127.0.0.1:4567"
        #expect(test.send(changed).code == "SignatureDoesNotMatch")
    }

    @Test func `unknown keys are refused`() throws {
        let test = try TestWorld()
        var signer = try test.signer("eks", "sts")
        signer.accessKeyID = "AKIAUNKNOWNUNKNOWN00"
        let text = "The security token included in the request is invalid."
        #expect(
            try test.query("sts", "GetCallerIdentity", signer: signer).refusal == "403 InvalidClientTokenId \(text)")
        #expect(
            try test.rest("ses", "GET", "/v2/email/account", signer: signer).refusal
                == "403 UnrecognizedClientException \(text)")
    }

    @Test func `unsigned requests are refused`() throws {
        let test = try TestWorld()
        let query = RawRequest(
            method: "POST", target: "/", headers: [("Host", "127.0.0.1")],
            body: Array("Action=GetCallerIdentity&Version=2011-06-15".utf8))
        #expect(test.send(query).refusal == "403 MissingAuthenticationToken Request is missing Authentication Token")
        let rest = RawRequest(method: "GET", target: "/clusters", headers: [("Host", "127.0.0.1")])
        #expect(test.send(rest).refusal == "403 MissingAuthenticationTokenException Missing Authentication Token")
    }

    @Test func `a clock that is wrong is told by how much`() throws {
        let test = try TestWorld()
        let signer = try test.signer("eks", "sts")
        let request = RawRequest(
            method: "POST", target: "/", headers: [("Host", "127.0.0.1")],
            body: Array("Action=GetCallerIdentity&Version=2011-06-15".utf8))
        let early = signer.sign(request, at: TestWorld.start.adding(seconds: -301))
        #expect(
            test.send(early).refusal
                == "403 SignatureDoesNotMatch Signature expired: 20260102T025904Z is now earlier than "
                + "20260102T025905Z (20260102T030405Z - 5 min.)")
        let late = signer.sign(request, at: TestWorld.start.adding(seconds: 301))
        #expect(
            test.send(late).refusal
                == "403 SignatureDoesNotMatch Signature not yet current: 20260102T030906Z is still later than "
                + "20260102T030905Z (20260102T030405Z + 5 min.)")
        #expect(test.send(signer.sign(request, at: TestWorld.start.adding(seconds: -300))).status == 200)
    }

    @Test func `a temporary key needs its token and ends`() throws {
        let test = try TestWorld("ready")
        var signer = try test.roleSigner()
        #expect(try test.query("sts", "GetCallerIdentity", signer: signer).status == 200)
        let token = signer.token
        signer.token = nil
        #expect(try test.query("sts", "GetCallerIdentity", signer: signer).code == "InvalidClientTokenId")
        signer.token = "another"
        #expect(try test.query("sts", "GetCallerIdentity", signer: signer).code == "InvalidClientTokenId")
        signer.token = token
        test.world.clock.advance(seconds: 3_600)
        #expect(
            try test.query("sts", "GetCallerIdentity", signer: signer).refusal
                == "403 ExpiredToken The security token included in the request is expired")
        #expect(try test.rest("eks", "GET", "/clusters", signer: signer).code == "ExpiredTokenException")
    }

    @Test func `unknown operations are named`() throws {
        let test = try TestWorld()
        #expect(
            try test.query("iam", "FlyToTheMoon").refusal
                == "400 InvalidAction Could not find operation FlyToTheMoon for version 2010-05-08")
        #expect(try test.rest("ses", "GET", "/v2/email/moon").refusal.hasPrefix("404 UnknownOperationException"))
    }

    @Test func `an EKS token is its signer's for fifteen minutes and one cluster`() throws {
        let test = try TestWorld()
        let signer = try test.signer("eks", "sts")
        let host = "sts.eu-west-1.amazonaws.com"
        let url = "https://" + host + signer.presignedTarget(host: host, cluster: "mail-prod", at: TestWorld.start)
        let token = "k8s-aws-v1." + Base64.encodeURL(Array(url.utf8))
        let check = EKSTokenCheck()
        let caller = try check.caller(of: token, cluster: "mail-prod", in: test.world)
        #expect(caller.arn == "arn:aws:iam::111122223333:user/eks-admin")
        #expect(throws: EKSTokenCheck.Refusal.self) {
            try check.caller(of: token, cluster: "another", in: test.world)
        }
        test.world.clock.advance(seconds: 900)
        #expect(try check.caller(of: token, cluster: "mail-prod", in: test.world).account == TestWorld.eks)
        test.world.clock.advance(seconds: 1)
        #expect(throws: EKSTokenCheck.Refusal.self) {
            try check.caller(of: token, cluster: "mail-prod", in: test.world)
        }
        #expect(throws: EKSTokenCheck.Refusal.malformed("token is missing expected \"k8s-aws-v1.\" prefix")) {
            try check.caller(of: "abc", cluster: "mail-prod", in: test.world)
        }
    }
}
