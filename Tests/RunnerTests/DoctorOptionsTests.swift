import ArgumentParser
import Testing

@testable import sesame

@Suite struct DoctorOptionsTests {
    @Test func `the doctor goes by every option that says which setup, whose credentials and which way`() throws {
        let words = [
            "--answers", "a.yaml", "--eks-profile", "e", "--ses-profile", "s", "--eks-region", "eu-west-1",
            "--ses-region", "eu-west-2", "--kubeconfig", "k", "--context", "c", "--endpoint-url", "http://127.0.0.1:1",
            "--exec-plugins",
        ]
        let command = try DoctorCommand.parse(words).options.common.command("doctor")
        #expect(command == "sesame doctor " + words.joined(separator: " "))
        #expect(try CommonOptions.parse(words).command("doctor") == command)
    }
}
